// Los mismos registros con Eleventy. Consejos de velocidad de su guía que se siguen: el Markdown no
// pasa antes por otro lenguaje de plantillas, y lo que una lista necesita se agrupa una sola vez.
const MESES = [
  "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
  "octubre", "noviembre", "diciembre",
];

const fechaLarga = (valor) => {
  const dia = new Date(valor);
  return `${dia.getUTCDate()} de ${MESES[dia.getUTCMonth()]} de ${dia.getUTCFullYear()}`;
};

const anio = (acta) => acta.date.getUTCFullYear();

const porAnio = (actas) => {
  const grupos = new Map();
  for (const acta of actas) {
    if (!grupos.has(anio(acta))) grupos.set(anio(acta), []);
    grupos.get(anio(acta)).push(acta);
  }
  return [...grupos.values()];
};

const porInstancia = (api) => {
  const grupos = {};
  for (const pagina of api.getAll()) {
    const instancia = pagina.data.instancia;
    if (instancia && pagina.fileSlug !== instancia.slug) {
      (grupos[instancia.slug] ??= []).push(pagina);
    }
  }
  for (const actas of Object.values(grupos)) {
    actas.sort((una, otra) => otra.date - una.date);
    actas.forEach((acta, n) => {
      acta.data.siguiente = actas[n - 1];
      acta.data.anterior = actas[n + 1];
    });
  }
  return grupos;
};

const normas = (api) =>
  Object.fromEntries(api.getFilteredByGlob("normas/*.md").map((n) => [n.fileSlug, n]));

export default function (configuracion) {
  configuracion.addPassthroughCopy("estaticos");
  configuracion.addFilter("fecha_larga", fechaLarga);
  configuracion.addFilter("anio", anio);
  configuracion.addFilter("por_anio", porAnio);
  configuracion.addCollection("actas", porInstancia);
  configuracion.addCollection("normas", normas);
  return { markdownTemplateEngine: false, templateFormats: ["md", "njk"] };
}
