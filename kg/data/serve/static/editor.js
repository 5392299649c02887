"use strict";
// The editor on the endpoint of this site. Completions come from the query and from the prefixes that
// YASGUI ships; those of prefix.cc and LOV would ask other machines.
const endpoint = new URL("/sparql", location.href).href;
const prefixes = {
  fact: "http://groundedannotationframework.org/grasp/factuality#",
  gaf: "http://groundedannotationframework.org/gaf#",
  grasp: "http://groundedannotationframework.org/grasp#",
  kg: "https://w3id.org/newskg/ontology#",
  nif: "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
  prov: "http://www.w3.org/ns/prov#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  schema: "https://schema.org/",
  sem: "http://semanticweb.cs.vu.nl/2009/11/sem/",
};
const start = [
  `PREFIX kg: <${prefixes.kg}>`,
  `PREFIX grasp: <${prefixes.grasp}>`,
  `PREFIX rdfs: <${prefixes.rdfs}>`,
  "SELECT ?who ?says WHERE {",
  "  ?claim kg:about/rdfs:label ?says ; grasp:wasAttributedTo/rdfs:label ?who .",
  "} LIMIT 20",
].join("\n");
Yasgui.Yasqe.defaults.autocompleters = ["prefixes", "variables"];
Yasgui.Yasqe.defaults.prefixCcApi = null;
Yasgui.Yasr.defaults.prefixes = prefixes;
const asked = new URLSearchParams(location.hash.slice(1)).get("query");
if (asked !== null) history.replaceState(null, "", location.pathname);
const yasgui = new Yasgui(document.getElementById("yasgui"), {
  requestConfig: { endpoint, method: "POST" },
  endpointCatalogueOptions: { getData: () => [{ endpoint }] },
  copyEndpointOnNewTab: false,
  populateFromUrl: false,
  persistenceId: "newskg",
  yasqe: { value: start, autocompleters: ["prefixes", "variables"] },
});
if (asked !== null) yasgui.addTab(true, { ...Yasgui.Tab.getDefaults(), name: "Question", yasqe: { value: asked } });
for (const tab of Object.values(yasgui._tabs)) tab.setEndpoint?.(endpoint);
