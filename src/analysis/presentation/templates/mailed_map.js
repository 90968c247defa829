"use strict";
(function () {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const settings = read("settings");
  const map = L.map("map", { zoomSnap: 0.25, attributionControl: false, fadeAnimation: false });
  L.control.scale({ imperial: false }).addTo(map);

  // names and figures are data: they become text, never markup
  function card(properties) {
    const box = document.createElement("div");
    for (const line of [properties.name, ...properties.lines]) {
      const part = document.createElement("div");
      part.textContent = line;
      box.append(part);
    }
    return box;
  }

  function words(className, text) {
    const box = document.createElement("span");
    box.className = className;
    box.textContent = text;
    return L.divIcon({ className: "", html: box, iconSize: [0, 0] });
  }

  function circle(properties, point) {
    return L.circleMarker(point, {
      className: "circle",
      radius: properties.radius,
      fillColor: `url(#${properties.fill})`,
      fillOpacity: 1,
      dashArray: properties.fill === "unknown" ? "1 4" : null,
    });
  }

  function badge(properties, point) {
    const marker = L.marker(point, { icon: words(`badge ${properties.fill}`, properties.label) });
    marker.on("add", () => {
      marker.getElement().setAttribute("aria-label", [properties.name, ...properties.lines].join(", "));
    });
    return marker;
  }

  const draw = (feature, point) =>
    (feature.properties.radius === undefined ? badge : circle)(feature.properties, point);

  // the land below, then names, then figures: a name never covers a figure
  for (const [name, height] of [["ground", 300], ["names", 350]]) map.createPane(name).style.zIndex = height;
  const ground = L.geoJSON(read("neighbourhoods"), {
    pane: "ground",
    interactive: false,
    style: { className: "ground", fillOpacity: 1 },
  }).addTo(map);

  // what can be found: complexes by number, villages by name
  const complexes = new Map();
  const villages = new Map();
  const layers = new Map();
  for (const [name, places] of Object.entries(read("layers"))) {
    layers.set(name, L.geoJSON(places, {
      pointToLayer: draw,
      onEachFeature: ({ properties }, layer) => {
        layer.bindTooltip(card(properties), { direction: "auto", opacity: 1 });
        if (properties.complex !== undefined) complexes.set(properties.complex, { name, layer, said: properties.name });
      },
    }));
  }
  const places = L.geoJSON(read("places"), {
    pointToLayer: (feature, point) => {
      villages.set(feature.properties.name, point);
      const icon = words("place", feature.properties.name);
      return L.marker(point, { icon, pane: "names", interactive: false, keyboard: false });
    },
  });
  const extent = [ground, ...layers.values()].map((one) => one.getBounds()).find((bounds) => bounds.isValid());
  map.fitBounds(extent || [[50.7, 3.3], [53.6, 7.3]]);

  function namePlaces() {
    if (map.getZoom() >= settings.zoomOfNames) places.addTo(map);
    else places.remove();
  }
  map.on("zoomend", namePlaces);
  namePlaces();

  const choice = document.getElementById("layer");
  function show(chosen) {
    choice.value = chosen;
    for (const [name, layer] of layers) {
      layer.eachLayer((part) => part.closeTooltip());
      if (name === chosen) layer.addTo(map);
      else layer.remove();
    }
    for (const part of document.querySelectorAll("[data-layer]")) part.hidden = part.dataset.layer !== chosen;
  }
  choice.addEventListener("change", () => show(choice.value));

  const found = document.getElementById("found");
  const say = (message, name) => { found.textContent = message.replace("{name}", () => name); };

  function showComplex(number) {
    const { name, layer } = complexes.get(number);
    show(name);
    map.setView(layer.getLatLng(), Math.max(map.getZoom(), 15), { animate: false });
    layer.openTooltip();
  }

  function showVillage(village) {
    show(choice.value);
    map.setView(villages.get(village), Math.max(map.getZoom(), 13.5), { animate: false });
    layers.get(choice.value).eachLayer((part) => {
      if (part.feature.properties.village === village) part.openTooltip();
    });
  }

  // a link to one place: #complex=W-C012 or #village=Vries
  function follow() {
    const wanted = new URLSearchParams(location.hash.slice(1));
    if (complexes.has(wanted.get("complex"))) {
      showComplex(wanted.get("complex"));
      say(settings.words.shown, complexes.get(wanted.get("complex")).said);
    } else if (villages.has(wanted.get("village"))) {
      showVillage(wanted.get("village"));
      say(settings.words.shown, wanted.get("village"));
    } else if (wanted.size) say(settings.words.none, "");
  }

  const wishes = [
    ...[...villages.keys()].map((village) => ({ said: village, also: village, link: { village } })),
    ...[...complexes].map(([complex, { said }]) => ({ said, also: complex, link: { complex } })),
  ];
  for (const { said, also } of wishes) {
    const option = document.createElement("option");
    option.value = said;
    if (also !== said) option.label = also;
    document.getElementById("names").append(option);
  }

  function find(text) {
    const wanted = text.trim().toLowerCase();
    if (!wanted) return;
    const exact = wishes.filter(({ said, also }) => [said, also].some((name) => name.toLowerCase() === wanted));
    const near = exact.length ? exact : wishes.filter(({ said }) => said.toLowerCase().includes(wanted));
    if (!near.length) {
      say(settings.words.none, "");
      return;
    }
    const hash = `#${new URLSearchParams(near[0].link)}`;
    if (location.hash !== hash) history.replaceState(null, "", hash);
    follow();
    if (near.length > 1) say(settings.words.several, near[0].said);
  }

  const search = document.getElementById("search");
  search.addEventListener("change", () => find(search.value));
  document.getElementById("find").addEventListener("submit", (event) => {
    event.preventDefault();
    find(search.value);
  });
  addEventListener("hashchange", follow);

  // the background map: asked for by the reader only, and only when there is a network
  const button = document.getElementById("background");
  const tiles = L.tileLayer(settings.tiles, {
    maxZoom: settings.lastTileZoom,
    attribution: settings.credit,
    referrerPolicy: "no-referrer",
  });
  const credit = L.control.attribution({ prefix: false });
  function setBackground(isOn) {
    button.setAttribute("aria-pressed", String(isOn));
    map.getContainer().classList.toggle("tiled", isOn);
    if (isOn) {
      credit.addTo(map);
      tiles.addTo(map);
    } else {
      tiles.remove();
      credit.remove();
    }
  }
  let hasLoaded = false;
  tiles.on("tileload", () => { hasLoaded = true; });
  tiles.on("tileerror", () => {
    if (hasLoaded) return; // a gap at the edge of the country is no reason to take all away
    setBackground(false);
    say(settings.words.failed, "");
  });
  button.addEventListener("click", () => {
    if (navigator.onLine || map.hasLayer(tiles)) setBackground(!map.hasLayer(tiles));
    else say(settings.words.offline, "");
  });

  show(choice.value);
  follow();
})();
