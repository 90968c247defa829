"""What the tests ask a page in the browser, as functions in its own language."""

from __future__ import annotations

OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"

HEADINGS = "() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(one => Number(one.tagName[1]))"

ALTERNATIVES = "() => [...document.images].map(one => one.getAttribute('alt') ?? '')"

TABLES = """() => [...document.querySelectorAll('table')].map(table => ({
  caption: table.caption?.textContent.trim() ?? '',
  heads: table.querySelectorAll('thead th').length,
  withoutScope: [...table.querySelectorAll('th')].filter(one => !one.scope).length,
}))"""

LINKS = "() => [...document.querySelectorAll('a[href]')].map(one => one.getAttribute('href'))"

FOCUSED = """() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  return {
    isBody: one === document.body, name: one.className || one.textContent.trim().slice(0, 40),
    isOutlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    isInSight: box.width > 0 && box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight,
  };
}"""

UNFOLD = "() => document.querySelectorAll('details').forEach(one => { one.open = true; })"

PRINTED_WIDTHS = """selector => [...document.querySelectorAll(selector)].map(
  one => Math.ceil(one.getBoundingClientRect().width))"""

# contrast of every visible text with what lies behind it, by the formula of WCAG 2.2 (relative luminance)
FAINT_TEXTS = """() => {
  const parse = colour => {
    const numbers = colour.match(/[\\d.]+/g).map(Number);
    return [numbers[0], numbers[1], numbers[2], numbers[3] ?? 1];
  };
  const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
  const behind = element => {
    const layers = [];
    for (let one = element; one; one = one.parentElement) {
      layers.push(parse(getComputedStyle(one).backgroundColor));
      if (layers.at(-1)[3] === 1) break;
    }
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 1]);
  };
  const luminance = colour => {
    const [r, g, b] = colour.slice(0, 3).map(part => part / 255)
      .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const faint = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement, words = walker.currentNode.textContent.trim().slice(0, 40);
    if (!words || !element.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
    const style = getComputedStyle(element), background = behind(element);
    const both = [luminance(over(parse(style.color), background)), luminance(background)];
    const [light, dark] = both.sort((a, b) => b - a);
    const ratio = (light + 0.05) / (dark + 0.05), size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (isLarge ? 3 : 4.5)) faint.add(`${ratio.toFixed(2)} ${words}`);
  }
  return [...faint];
}"""
