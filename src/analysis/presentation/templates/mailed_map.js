"use strict";
(function () {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const style = read("style");
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

  function circle(feature, point) {
    const look = style.states[feature.properties.state] || style.classes[feature.properties.class];
    return L.circleMarker(point, {
      radius: style.radii[feature.properties.size],
      color: "#222222",
      weight: 1.2,
      fillColor: look.colour,
      fillOpacity: 1,
      dashArray: look.dashes,
    });
  }

  function label(feature, point) {
    const box = document.createElement("span");
    box.className = `village ${feature.properties.state}`;
    box.textContent = feature.properties.label;
    return L.marker(point, { icon: L.divIcon({ className: "", html: box, iconSize: [0, 0] }), alt: feature.properties.name });
  }

  function place(feature, point) {
    const box = document.createElement("span");
    box.className = "place";
    box.textContent = feature.properties.name;
    return L.marker(point, { icon: L.divIcon({ className: "", html: box, iconSize: [0, 0] }), interactive: false });
  }

  const ground = L.geoJSON(read("neighbourhoods"), {
    interactive: false,
    style: { color: "#8a8a8a", weight: 1, fillColor: "#f5f5f2", fillOpacity: 1 },
  }).addTo(map);
  const named = new Map();
  const layers = {};
  for (const [id, draw] of [["complexes", circle], ["villages", label]]) {
    layers[id] = L.geoJSON(read(id), {
      pointToLayer: draw,
      onEachFeature: (feature, layer) => {
        layer.bindTooltip(card(feature.properties), { direction: "auto", opacity: 1 });
        named.set(feature.properties.name, { id, layer });
      },
    });
  }
  map.fitBounds(ground.getBounds().isValid() ? ground.getBounds() : layers.complexes.getBounds());

  function show(chosen) {
    for (const [id, layer] of Object.entries(layers)) {
      if (id === chosen) layer.addTo(map);
      else layer.remove();
    }
    for (const key of document.querySelectorAll(".key")) key.hidden = key.dataset.layer !== chosen;
    document.querySelector(`input[name=layer][value=${chosen}]`).checked = true;
  }

  for (const input of document.querySelectorAll("input[name=layer]")) {
    input.addEventListener("change", () => show(input.value));
  }
  const places = L.geoJSON(read("places"), { pointToLayer: place });
  function namePlaces() {
    if (map.getZoom() >= style.zoomOfNames) places.addTo(map);
    else places.remove();
  }
  map.on("zoomend", namePlaces);
  namePlaces();

  const names = document.getElementById("names");
  for (const name of named.keys()) {
    const option = document.createElement("option");
    option.value = name;
    names.append(option);
  }
  document.getElementById("search").addEventListener("change", (event) => {
    const found = named.get(event.target.value);
    if (!found) return;
    for (const layer of Object.values(layers)) layer.eachLayer((part) => part.closeTooltip());
    show(found.id);
    map.setView(found.layer.getLatLng(), Math.max(map.getZoom(), 14), { animate: false });
    found.layer.openTooltip();
  });
  show("complexes");
})();
