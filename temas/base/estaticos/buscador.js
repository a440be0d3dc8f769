// La búsqueda, sobre el índice de `buscador/`, que se carga la primera vez que se usa. Todo lo que
// viene de él entra a la página como texto, nunca como HTML.

const POR_VEZ = 10;
const LARGO = 28;
// Hasta cuántas palabras antes se busca dónde empieza la frase de un extracto.
const ANTES = 14;
// Cuántos documentos se leen para saber si dicen una frase tal cual.
const REVISABLES = 400;
const { clave, claveDeDia, dias, llano: plano, partes: partir, principales, MENUDAS, MESES } = window.palabras;
const FACETAS = ["clase", "instancia", "anio", "entidad"];
const buscar = (id) => document.getElementById(id);
const formulario = buscar("buscar");
const campo = buscar("q");
const estado = buscar("estado");
const lista = buscar("resultados");
const mas = buscar("mas");
const selectores = Object.fromEntries(FACETAS.map((f) => [f, buscar(`f-${f}`)]));
const orden = buscar("f-orden");
const lugar = new URL("buscador/", document.baseURI);

// Cuánto pesa lo que se busca donde no está escrito tal cual, según lo que lo une con ello. Una
// palabra del título pesa 30.
const DE_LA_CLASE = 40;
const DE_LA_FICHA = 30;
const OTRA_MANERA = 0.6;
const DEL_DIA = 60;
const DIA = new RegExp(window.palabras.DIA, "gi");
// Quien pide lo último de una clase no pide la lista de todo: «última acta», «la reunión más reciente».
const LO_ULTIMO = /(?<!\p{L})(?:[uú]ltim[ao]s?|m[aá]s recientes?)(?!\p{L})/iu;
const SE_PIDE = { acta: "Acta", sesion: "Acta", informe: "Informe", decision: "Decisión", compromiso: "Compromiso", reglamento: "Reglamento", plan: "Plan", norma: "Norma", convocatoria: "Convocatoria" };
// «Qué es quórum» lo contesta el glosario; de lo que tiene página propia, ella.
const QUE_ES = /^[¿\s]*(?:qu[eé] (?:es|son|significan?|quieren? decir)|definici[oó]n de|significado de)(?!\p{L})/iu;
const PALABRAS_DEL_GLOSARIO = 2;
// Lo que se pregunta de varias maneras, y los documentos dicen de la primera.
const MANERAS = [
  "sesion reunion reunio reune reunen reunieron encuentro",
  "acta minuta",
  "decision decidio decidido decidieron acordo acordaron acuerdo resolvio",
  "compromiso tarea comprometio comprometieron",
  "reglamento estatuto",
  "informe reporte",
  "crea creo creacion",
  "entidad organismo",
  "rige vigente",
  "resolucion res",
  "decreto dec",
  "circular circ",
].map((grupo) => grupo.split(" ").map(clave));
// Lo que niega no se puede buscar palabra por palabra.
const NEGACIONES = [
  [/\bno (?:se )?(?:est[aá]n?|aparecen?|hay|han? publicado|publicaron|public[oó])(?!\p{L})/giu, "faltan"],
  [/\b(?:no (?:se )?(?:han? cumplido|cumplieron|cumpli[oó])|sin cumplir)(?!\p{L})/giu, "incumplidos"],
];
// «Semestre 1» y «4.º trimestre», como los escriben los documentos.
const ORDINALES = ["", "primer", "segundo", "tercer", "cuarto"];
const PERIODO = /(?<![\p{L}\d])(?:(semestre|trimestre) ([1-4])|([1-4])(?:\.?[ºo°]|er|do)? (semestre|trimestre))(?![\p{L}\d])/giu;
// Con qué termina una palabra de la que otra es pariente: «cancelar», «canceló» y «cancelada».
const TERMINACIONES =
  "amiento imiento acion icion ieron iendo aron ando ada ado ida ido ion ar er ir an en io a o".split(" ");

// Una función de una palabra, que no la calcula dos veces.
function recordando(hacer) {
  const hechas = new Map();
  return (palabra) => hechas.get(palabra) ?? hechas.set(palabra, hacer(palabra)).get(palabra);
}

let motor;
let turno = 0;
let pendientes = [];
// Lo que se busca: cómo se escribió y las palabras del índice que lo dicen.
let buscado = [];

// --- el índice -----------------------------------------------------------------------------------

function cargar() {
  motor ??= leer("indice.json").then((indice) => {
    const armado = armar(indice);
    llenarFacetas(armado.valores);
    return armado;
  });
  return motor;
}

async function leer(nombre) {
  const respuesta = await fetch(new URL(nombre, lugar));
  if (!respuesta.ok) throw new Error(`${nombre}: ${respuesta.status}`);
  return respuesta.json();
}

// Los documentos, numerados en el orden de los grupos: de cada uno su grupo, su lugar en él, su día
// y el lugar de su valor en cada faceta, o -1 si no lo tiene.
function armar({ letras, juntos, trozos, grupos }) {
  const docs = { grupo: [], dia: [], facetas: FACETAS.map(() => []) };
  const inicios = [];
  const propios = [];
  const agregar = (grupo, dia, deCada) => {
    docs.grupo.push(grupo);
    docs.dia.push(dia);
    deCada.forEach((valor, n) => docs.facetas[n].push(valor));
  };
  grupos.forEach(([, instancia, entidad, clases, dias], grupo) => {
    inicios.push(docs.grupo.length);
    for (const [dia, desfase, ...suyas] of dias) {
      const anio = Math.floor(dia / 10000) - desfase;
      for (const c of suyas) agregar(grupo, dia, [clases[c], instancia, anio ? String(anio) : "", entidad]);
    }
  });
  for (const deCada of docs.facetas) {
    const valores = [...new Set(deCada)].filter(Boolean).sort((a, b) => a.localeCompare(b, "es"));
    if (propios.length === FACETAS.indexOf("anio")) valores.reverse();
    const lugares = new Map(valores.map((v, n) => [v, n]));
    deCada.forEach((v, n) => (deCada[n] = lugares.get(v) ?? -1));
    propios.push(valores);
  }
  const valores = Object.fromEntries(FACETAS.map((f, n) => [f, propios[n]]));
  const dicen = {
    // «Acta que falta» no es lo que pide quien escribe «acta».
    facetas: propios.map((deCada, n) => deCada.map((valor) => new Set(n || !valor.includes(" ") ? partir(valor).map(clave) : []))),
    meses: MESES.map(clave),
  };
  return { letras, juntos, trozos, grupos, inicios, docs, valores, dicen, leidos: new Map() };
}

// Cada archivo del índice se pide una vez.
function traer(nombre, { leidos }) {
  if (!leidos.has(nombre)) leidos.set(nombre, leer(nombre));
  return leidos.get(nombre);
}

function llenarFacetas(valores) {
  const pedidos = new URLSearchParams(location.search);
  for (const f of FACETAS) {
    selectores[f].length = 1;
    selectores[f].append(...valores[f].map((valor) => new Option(valor, valor)));
    selectores[f].value = valores[f].includes(pedidos.get(f)) ? pedidos.get(f) : "";
    // Con un solo valor no hay nada que escoger.
    selectores[f].parentElement.hidden = valores[f].length < 2;
  }
  const caja = buscar("facetas");
  // En un teléfono, plegadas: si no, tapan el primer resultado.
  caja.open = matchMedia("(min-width: 48rem)").matches;
  caja.hidden = false;
  contarEscogidas();
}

function contarEscogidas() {
  const cuantas = [...Object.values(selectores), orden].filter((s) => s.value).length;
  buscar("escogidas").textContent = cuantas ? ` (${cuantas})` : "";
}

// --- las palabras del índice ---------------------------------------------------------------------

const comienzoDe = (palabra, { letras }) => palabra.split(":")[0].slice(0, letras);

// Las palabras del índice que empiezan así, con dónde están.
async function trozo(nombre, indice) {
  const huella = indice.trozos[nombre];
  return huella ? traer(`palabras/${nombre}-${huella}.json`, indice) : {};
}

// Las del índice que una palabra busca, y cuánto vale cada una: ella misma, en singular o en plural;
// menos, las que dicen lo mismo y sus parientes; si no está, las que empiezan así. Una cifra corta se
// busca entera: «2» no es «20»; de una larga basta el comienzo, porque puede ser una suma sin sus
// centavos. Una sigla se busca entera: «CAR» no es «carta».
async function terminos(palabra, indice, esSigla = false) {
  const suya = clave(palabra);
  const suyo = await trozo(comienzoDe(suya, indice), indice);
  const manera = MANERAS.find((m) => m.includes(suya, 1))?.[0];
  const otra = manera && (await trozo(comienzoDe(manera, indice), indice))[manera];
  const halladas = [...(esSigla ? [] : parientes(suya, suyo)), ...(otra ? [[manera, otra]] : [])];
  const iguales = new Map(halladas.map(([termino, donde]) => [termino, { donde, vale: OTRA_MANERA }]));
  if (Object.hasOwn(suyo, suya)) return iguales.set(suya, { donde: suyo[suya], vale: 1 });
  if (iguales.size || esSigla || palabra.length < 5) return iguales;
  const nombres = Object.keys(indice.trozos).filter((n) => n.startsWith(palabra) || palabra.startsWith(n));
  const todos = await Promise.all(nombres.map((n) => trozo(n, indice)));
  const empiezan = ([termino]) => termino.startsWith(palabra) && !termino.includes(":");
  return new Map(todos.flatMap((t) => Object.entries(t).filter(empiezan).map(([termino, donde]) => [termino, { donde, vale: 1 }])));
}

function parientes(suya, trozo) {
  const suyas = raicesDe(suya);
  const esPariente = ([t]) => t !== suya && suyas.some((r) => t.startsWith(r) && raicesDe(t).includes(r));
  return suyas.length ? Object.entries(trozo).filter(esPariente) : [];
}

// Lo que queda sin cada terminación que puede ser la suya, si alcanza para decir de qué es.
const raicesDe = recordando((palabra) => {
  const suyas = TERMINACIONES.filter((t) => palabra.endsWith(t) && palabra.length >= t.length + 4);
  const raices = suyas.map((t) => palabra.slice(0, -t.length));
  // «Adopción» y «adoptar», «redacción» y «redactar».
  if (/[pc]cion$/.test(palabra)) raices.push(`${palabra.slice(0, -4)}t`);
  return /[0-9:]/.test(palabra) ? [] : raices;
});

// Los documentos que tienen alguno de los términos, con lo que pesa: más, si pocos lo tienen.
function conAlguno(hallados, indice) {
  const { inicios } = indice;
  const pesos = new Map();
  for (const [termino, { donde: entradas, vale }] of hallados) {
    for (const [grupo, donde] of entradas) {
      let id = inicios[grupo];
      for (let i = 0; i < donde.length; i += 2) {
        id += donde[i];
        pesos.set(id, Math.max(pesos.get(id) ?? 0, donde[i + 1] * vale));
      }
    }
    for (const [id, peso] of deLaFicha(termino, indice)) pesos.set(id, Math.max(pesos.get(id) ?? 0, peso * vale));
  }
  return raros(pesos, indice);
}

function raros(pesos, { docs }) {
  const rareza = Math.log(1 + docs.dia.length / (pesos.size || 1));
  return new Map([...pesos].map(([id, peso]) => [id, peso * rareza]));
}

// Los que no necesitan decir una palabra porque la dice su ficha: su clase, su instancia, la entidad,
// el año o el mes.
function deLaFicha(termino, { dicen, docs }) {
  const suyos = dicen.facetas.map((deCada) => deCada.map((claves) => claves.has(termino)));
  const mes = dicen.meses.indexOf(termino) + 1;
  const pesos = new Map();
  if (!mes && !suyos.some((si) => si.includes(true))) return pesos;
  docs.dia.forEach((dia, id) => {
    const [deClase, ...otras] = suyos.map((si, n) => si[docs.facetas[n][id]]);
    if (deClase) pesos.set(id, DE_LA_CLASE);
    else if (otras.includes(true) || (mes && Math.floor(dia / 100) % 100 === mes)) pesos.set(id, DE_LA_FICHA);
  });
  return pesos;
}

// Los que están en todos, con la suma de lo que pesan.
function comunes([primero = new Map(), ...otros]) {
  const suyos = [...primero].filter(([id]) => otros.every((o) => o.has(id)));
  return new Map(suyos.map(([id, peso]) => [id, otros.reduce((suma, o) => suma + o.get(id), peso)]));
}

// --- una búsqueda --------------------------------------------------------------------------------

async function hacer() {
  const mio = ++turno;
  const palabras = campo.value.trim();
  buscar("sin-guion").hidden = true;
  if (!palabras) return mostrarNada("");
  estado.textContent = "Buscando…";
  try {
    await intentar(palabras, mio);
  } catch {
    motor = undefined;
    // Con la página abierta se publicó otra vez: lo que decía el índice ya no está.
    await intentar(palabras, mio).catch(() => {
      motor = undefined;
      if (mio === turno) mostrarNada("La búsqueda no está disponible en esta copia del sitio. Use los listados.");
    });
  }
}

async function intentar(palabras, mio) {
  const indice = await cargar();
  const hecho = { indice, ...(await hallar(palabras, indice)) };
  // Si mientras tanto se pidió otra, esta ya no importa.
  if (mio === turno) await mostrar(palabras, hecho);
}

// Lo que tiene todas las palabras que el sitio dice, y las que no dice. La que está mal escrita se
// busca como el sitio la escribe.
async function hallar(palabras, indice) {
  const conPeriodos = palabras.replace(QUE_ES, " ").replace(PERIODO, (_, que, n, otro, deQue) => `${ORDINALES[n ?? otro]} ${que ?? deQue}`);
  const conFechas = fechasEnPalabras(NEGACIONES.reduce((dicho, [niega, afirma]) => dicho.replace(niega, afirma), conPeriodos));
  const suyos = await Promise.all([
    ...trozos(conFechas.replace(DIA, " ")).map((t) => conTrozo(t, indice)),
    ...[...conFechas.matchAll(DIA)].map((dia) => conDia(dia, indice)),
  ]);
  const corregidos = await Promise.all(suyos.map((s) => (s.ajeno ? corregido(s, indice) : s)));
  const ajenas = corregidos.filter(({ ajeno }) => ajeno).map(({ escrito }) => escrito.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}.]+$/gu, ""));
  const propios = corregidos.filter(({ ajeno }) => !ajeno);
  // De una pregunta que casi toda es ajena, el resto no dice nada.
  const buscados = ajenas.length > propios.length ? [] : propios;
  const pesos = buscados.map((p) => p.pesos);
  const todos = comunes(pesos);
  const nombrados = await nombradosPor(buscados, indice);
  const frases = [...frasesDe(palabras), ...(nombrados.size ? [] : numeradoEn(palabras))];
  const hallados = todos.size || frases.length ? todos : losQueMasDicen(buscados, pesos);
  // Lo que se nombra no tiene que decir cada palabra.
  for (const [id, peso] of frases.length ? [] : nombrados) hallados.set(id, Math.max(peso, hallados.get(id) ?? 0));
  const listado = indice.valores.clase.indexOf("Listado");
  const tienePagina = [...nombrados.keys()].some((id) => indice.docs.facetas[0][id] !== listado);
  if (QUE_ES.test(palabras) && !tienePagina && buscados.length <= PALABRAS_DEL_GLOSARIO) {
    nombrados.clear();
    for (const [id, peso] of conAlguno(new Map(await conAtajo("glosario:glosario", indice)), indice)) {
      nombrados.set(id, peso);
      hallados.set(id, peso);
    }
  }
  const ultimos = losUltimos(palabras, todos, buscados, indice);
  return {
    hallados: ultimos ?? (await conLasFrases(hallados, frases, indice)),
    deUltimo: ultimos !== null,
    buscados,
    nombrados,
    correcciones: buscados.filter((p) => p.escribio),
    ajenas: buscados.length ? ajenas : [],
    completo: todos.size > 0,
  };
}

// De los que lo dicen todo, los de la clase de que se pide lo último; nada, si no se pide así.
function losUltimos(palabras, todos, buscados, { docs, valores }) {
  const claves = buscados.flatMap((b) => b.claves).map((c) => MANERAS.find((m) => m.includes(c, 1))?.[0] ?? c);
  const pedida = LO_ULTIMO.test(palabras) && Object.keys(SE_PIDE).find((que) => claves.includes(clave(que)));
  const clase = pedida ? valores.clase.indexOf(SE_PIDE[pedida]) : -1;
  const anio = valores.anio.indexOf(claves.find((c) => /^\d{4}$/.test(c)));
  const esSuyo = ([id]) => docs.facetas[0][id] === clase && (anio < 0 || docs.facetas[FACETAS.indexOf("anio")][id] === anio);
  const suyos = clase < 0 ? [] : [...todos].filter(esSuyo);
  return suyos.length ? new Map(suyos) : null;
}

// «2026-06-18» y «18/6/2026» son «18 de junio de 2026».
function fechasEnPalabras(palabras) {
  const escrita = (dia, mes, anio) => (MESES[mes - 1] ? ` ${Number(dia)} de ${MESES[mes - 1]} de ${anio} ` : "");
  return palabras
    .replace(/\b(\d{4})-(\d{1,2})-(\d{1,2})\b/g, (todo, anio, mes, dia) => escrita(dia, mes, anio) || todo)
    .replace(/\b(\d{1,2})[/-](\d{1,2})[/-](\d{4})\b/g, (todo, dia, mes, anio) => escrita(dia, mes, anio) || todo);
}

// Lo de un día, que no siempre lo escribe, y lo que lo escribe entero: un 29, un octubre y un 2022
// sueltos no son ese día.
async function conDia([escrito, dia, mes, anio], indice) {
  const suyo = claveDeDia(dia, mes, anio);
  const pesos = conAlguno(new Map(await conAtajo(suyo, indice)), indice);
  const buscado = Number(suyo.replace(":", ""));
  const deEseDia = new Map(indice.docs.dia.flatMap((d, id) => (d === buscado ? [[id, DEL_DIA]] : [])));
  for (const [id, peso] of raros(deEseDia, indice)) pesos.set(id, peso + (pesos.get(id) ?? 0));
  const palabras = [dia, plano(mes), anio];
  return { escrito, pesos, claves: palabras, terminos: [suyo], seResalta: palabras, exacto: true, ajeno: false };
}

// Si ninguno dice todo, los que tienen todas las cifras y más pesan, de los que dicen la mitad.
function losQueMasDicen(buscados, pesos) {
  const cifras = buscados.filter(({ escrito, exacto }) => exacto || /^\P{L}*\d\P{L}*$/u.test(escrito)).map((p) => p.pesos);
  const sumas = new Map();
  for (const id of new Set(pesos.flatMap((p) => [...p.keys()]))) {
    const dicen = pesos.filter((p) => p.has(id));
    if (dicen.length * 2 < pesos.length || !cifras.every((c) => c.has(id))) continue;
    sumas.set(id, (dicen.reduce((suma, p) => suma + p.get(id), 0) * dicen.length) / pesos.length);
  }
  const tope = Math.max(0, ...sumas.values()) / 2;
  return new Map([...sumas].filter(([, suma]) => suma >= tope));
}

// Lo que va sin espacios, como «PM2.5», «D.C.» o «1.234.567»: junto, como está en el índice, y
// también sus partes, si se pueden buscar.
function trozos(palabras) {
  const suyas = principales(palabras);
  return palabras
    .split(/\s+/)
    .map((escrito) => ({
      escrito,
      entero: plano(escrito).replace(/[^a-z0-9]+/g, ""),
      partes: principales(escrito).filter((p) => suyas.includes(p)),
    }))
    .filter(({ partes }) => partes.length);
}

async function conTrozo({ escrito, entero, partes }, indice) {
  const esSigla = /^[\p{Lu}.]{2,7}$/u.test(escrito) && entero.length <= 4;
  const junto = await terminos(entero, indice, esSigla);
  const pesos = conAlguno(junto, indice);
  const propios = [...junto.keys()];
  if (partes.length === 1 && partes[0] === entero) return { escrito, pesos, claves: [clave(entero)], terminos: propios, ajeno: esAjena(entero, junto) };
  const sueltas = await Promise.all(partes.filter((p) => p.length > 1).map(async (p) => [p, await terminos(p, indice)]));
  const dichas = sueltas.filter(([p, suyos]) => !esAjena(p, suyos));
  for (const [id, peso] of comunes(dichas.map(([, suyos]) => conAlguno(suyos, indice)))) if (!pesos.has(id)) pesos.set(id, peso);
  const terminosSuyos = [...propios, ...dichas.flatMap(([, suyos]) => [...suyos.keys()])];
  return { escrito, pesos, claves: partes.map(clave), terminos: terminosSuyos, ajeno: esAjena(entero, junto) && dichas.length === 0 };
}

// La que no está en ninguna página, ni como comienzo de otra. De una cifra no se dice.
const esAjena = (palabra, suyos) => suyos.size === 0 && /[a-z]/.test(palabra);

const frasesDe = (palabras) => palabras.split(/["“”«»]/).filter((_, n) => n % 2).map(seguidas).filter((f) => f.trim());

// «Acta 5 de 2025» es esa y no otra: si no está, la que diga esas palabras sueltas no lo es.
const NUMERADO = /^[¿\s]*((?:acta|ley|decreto|acuerdo|resolución|resolucion|circular|directiva) \d+(?: de \d{4})?)[?\s]*$/i;
const numeradoEn = (palabras) => (NUMERADO.exec(palabras) ?? []).slice(1).map(seguidas);

// Entre comillas se busca tal cual: de los que más pesan se lee el texto.
async function conLasFrases(hallados, frases, indice) {
  if (!frases.length) return hallados;
  const cerca = [...hallados].sort(([, a], [, b]) => b - a).slice(0, REVISABLES);
  const dichas = await Promise.all(cerca.map(([id]) => textoDe(id, indice)));
  return new Map(cerca.filter((_, n) => frases.every((f) => seguidas(`${dichas[n].titulo} ${dichas[n].texto}`).includes(f))));
}

const seguidas = (texto) => ` ${partir(texto).join(" ")} `;

// Lo que la consulta nombra, y no solo se le parece: «acta 2 de 2025».
async function nombradosPor(buscados, indice) {
  const claves = buscados.flatMap((b) => b.claves);
  if (!claves.length) return new Map();
  const comoSeDice = claves.map((c) => MANERAS.find((m) => m.includes(c, 1))?.[0] ?? c);
  const hallados = await Promise.all([claves, comoSeDice].map((dichas) => conAtajo(`${dichas.at(-1)}:${dichas.join(" ")}`, indice)));
  return conAlguno(new Map(hallados.flat()), indice);
}

async function conAtajo(atajo, indice) {
  const suyo = await trozo(comienzoDe(atajo, indice), indice);
  return Object.hasOwn(suyo, atajo) ? [[atajo, { donde: suyo[atajo], vale: 1 }]] : [];
}

function mostrarNada(mensaje) {
  lista.replaceChildren();
  lista.hidden = mas.hidden = true;
  buscar("listados").hidden = false;
  estado.textContent = mensaje;
}

async function mostrar(palabras, { indice, hallados, deUltimo, buscados, nombrados, correcciones, ajenas, completo }) {
  const { valores, docs } = indice;
  const pedidas = FACETAS.map((f) => (selectores[f].value ? valores[f].indexOf(selectores[f].value) : null));
  const cumple = (id, sin) => FACETAS.every((_, n) => n === sin || pedidas[n] === null || docs.facetas[n][id] === pedidas[n]);
  contar(hallados, indice, cumple);
  const cumplen = [...hallados.keys()].filter((id) => cumple(id));
  const porDia = cumplen.sort((a, b) => docs.dia[b] - docs.dia[a]);
  pendientes = (orden.value || deUltimo ? porDia : recientesPrimero(porDia, hallados, nombrados, indice)).map((id) => [id, indice]);
  buscado = buscados;
  const avisos = hallados.size ? decirAvisos(correcciones, ajenas, completo) : [];
  estado.textContent = [decirCuantos(pendientes.length, hallados.size, palabras), ...avisos].join(" ");
  lista.replaceChildren();
  lista.hidden = pendientes.length === 0;
  buscar("listados").hidden = pendientes.length > 0;
  await agregar();
}

// Lo que se cambió de lo que se pidió; lo lee también quien no ve la página.
function decirAvisos(correcciones, ajenas, completo) {
  const cambios = correcciones.map(({ escribio, escrito }) => `Ningún documento dice «${escribio}»: se buscó «${escrito}».`);
  const sobran = ajenas.length ? [`Ningún documento dice «${ajenas.join("» ni «")}»: se buscó lo demás.`] : [];
  return [...cambios, ...sobran, ...(completo ? [] : ["Ninguno lo dice todo: estos dicen la mayor parte."])];
}

// Lo que se parece lo mismo, lo más reciente primero. Dos pesos a menos de una quinta parte de
// distancia dicen lo mismo: los separa solo lo largo del texto. Delante de todo va lo que se nombra,
// y de lo que se parece lo mismo, la instancia va antes que lo suyo.
function recientesPrimero(porDia, hallados, nombrados, { docs, valores }) {
  const instancia = valores.clase.indexOf("Instancia");
  const grado = (id) => (nombrados.has(id) ? Infinity : Math.round(Math.log(hallados.get(id)) * 5));
  const esInstancia = (id) => Number(docs.facetas[0][id] === instancia);
  return [...porDia].sort((a, b) => (grado(b) === grado(a) ? esInstancia(b) - esInstancia(a) : grado(b) - grado(a)));
}

function decirCuantos(visibles, todos, palabras) {
  const de = `de «${palabras}»`;
  if (!todos) return `No se halló nada ${de}.`;
  if (!visibles) return `Ningún resultado ${de} cumple lo escogido; sin escoger, hay ${todos}.`;
  return visibles === 1 ? `1 resultado ${de}.` : `${visibles} resultados ${de}.`;
}

// Cuántos quedarían con cada valor, dado lo escogido en las demás facetas.
function contar(hallados, { valores, docs }, cumple) {
  FACETAS.forEach((f, n) => {
    const cuentas = new Map();
    for (const id of hallados.keys()) {
      const valor = docs.facetas[n][id];
      if (valor >= 0 && cumple(id, n)) cuentas.set(valor, (cuentas.get(valor) ?? 0) + 1);
    }
    [...selectores[f].options].slice(1).forEach((opcion, valor) => {
      const cuenta = cuentas.get(valor) ?? 0;
      opcion.textContent = `${opcion.value} (${cuenta})`;
      opcion.disabled = cuenta === 0 && !opcion.selected;
    });
  });
}

async function agregar() {
  const mio = turno;
  const datos = await Promise.all(pendientes.slice(0, POR_VEZ).map(([id, indice]) => textoDe(id, indice)));
  if (mio !== turno) return null;
  pendientes = pendientes.slice(POR_VEZ);
  const renglones = datos.map(renglon);
  lista.append(...renglones);
  mas.hidden = pendientes.length === 0;
  return renglones[0];
}

// Lo que un resultado muestra; van varios juntos en un archivo.
async function textoDe(id, indice) {
  const { grupos, inicios, docs, juntos, valores } = indice;
  const grupo = docs.grupo[id];
  const n = id - inicios[grupo];
  const [clave, instancia, , , , huellas] = grupos[grupo];
  const tanda = Math.floor(n / juntos);
  const filas = await traer(`textos/${clave}/${tanda}-${huellas[tanda]}.json`, indice);
  const [ruta, titulo, fecha, marcas, texto] = filas[n % juntos];
  const [clase, , , entidad] = FACETAS.map((f, n) => valores[f][docs.facetas[n][id]] ?? "");
  return { ruta, titulo, fecha, marcas, texto, clase, de: instancia || entidad || "Todo el sitio" };
}

// --- un resultado --------------------------------------------------------------------------------

function renglon(resultado) {
  const { ruta, titulo, clase, fecha, de, marcas, texto } = resultado;
  const que = elemento("p", "que");
  const enlace = elemento("a");
  enlace.append(...resaltar(titulo.split(/\s+/)));
  enlace.href = new URL(encodeURI(ruta), document.baseURI);
  que.append(enlace);
  for (const marca of [clase, ...marcas.split(", ")].filter(Boolean)) que.append(" ", elemento("span", "insignia", marca));
  const li = elemento("li");
  li.append(que, elemento("p", "cuando", [fecha, de].filter(Boolean).join(" · ")));
  const palabras = texto.split(/\s+/).filter(Boolean);
  if (palabras.length) {
    const desde = comienzo(palabras);
    const hasta = desde + LARGO;
    const extracto = elemento("p", "extracto");
    extracto.append(esComienzo(palabras, desde) ? "" : "… ", ...resaltar(palabras.slice(desde, hasta)), hasta < palabras.length ? " …" : "");
    li.append(extracto);
  }
  li.append(elemento("p", "porque", porQue(resultado)));
  return li;
}

// Por qué está entre los resultados: dónde dice cada cosa que se buscó.
function porQue({ titulo, clase, fecha, de, texto }) {
  const lugares = [["En el título", titulo], ["En el texto", texto], ["En su ficha", `${clase} ${fecha} ${de}`]];
  const hallados = lugares.map(([nombre, dicho]) => [nombre, clavesDe(dicho), []]);
  const otros = ["De esto se trata", new Set(), []];
  for (const { escrito, terminos } of buscado) {
    const [, , suyos] = hallados.find(([, claves]) => terminos.some((t) => claves.has(t))) ?? otros;
    suyos.push(escrito.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""));
  }
  return [...hallados, otros].filter(([, , suyos]) => suyos.length).map(([nombre, , suyos]) => `${nombre}: ${suyos.join(", ")}.`).join(" ");
}

const clavesDe = (texto) => new Set([...texto.split(/\s+/).flatMap(clavesEscritas), ...dias(texto)]);

// Una palabra escrita está en el índice por sus partes y, sin signos, junta.
const clavesEscritas = recordando((escrita) => [...partir(escrita), plano(escrita).replace(/[^a-z0-9]+/g, "")].map(clave));

const esComienzo = (palabras, n) => n === 0 || /[.;?!]$/.test(palabras[n - 1]);

const porResaltar = () => new Set(buscado.flatMap((b) => b.seResalta ?? b.terminos));

// Dónde empieza el trozo que más palabras buscadas tiene: donde empieza la frase, si está cerca.
function comienzo(palabras) {
  const terminos = porResaltar();
  const lugares = palabras.flatMap((p, n) => (clavesEscritas(p).some((c) => terminos.has(c)) ? [n] : []));
  let mejor = 0;
  let mas = 0;
  for (const lugar of lugares) {
    const antes = Array.from({ length: ANTES }, (_, n) => lugar - n).filter((n) => n >= 0);
    const desde = antes.find((n) => esComienzo(palabras, n)) ?? Math.max(0, lugar - 4);
    const cuantas = lugares.filter((l) => l >= desde && l < desde + LARGO).length;
    if (cuantas > mas) [mejor, mas] = [desde, cuantas];
  }
  return mejor;
}

// Las palabras como texto, y las buscadas dentro de su marca.
function resaltar(palabras) {
  const terminos = porResaltar();
  const esBuscada = (escrita) => clavesEscritas(escrita).some((c) => terminos.has(c));
  return palabras.flatMap((p, n) => [n ? " " : "", esBuscada(p) ? elemento("mark", "", p) : p]);
}

function elemento(nombre, clase = "", texto = "") {
  const e = document.createElement(nombre);
  if (clase) e.className = clase;
  e.textContent = texto;
  return e;
}

// --- lo mal escrito ------------------------------------------------------------------------------

// Lo mismo, con la palabra del sitio que más se parece a la escrita; si ninguna, sigue siendo ajena.
async function corregido(ajena, indice) {
  const [palabra = ""] = principales(ajena.escrito);
  const parecidaSuya = /^\p{Lu}+$/u.test(ajena.escrito) && palabra.length < 5 ? "" : await parecida(palabra, indice);
  if (!parecidaSuya) return ajena;
  const [trozo] = trozos(parecidaSuya);
  return { ...(await conTrozo(trozo, indice)), escribio: palabra };
}

// Las palabras del sitio, como están escritas, sin las menudas. Las raras de un sitio grande están
// aparte, en un archivo por inicial: se lee el de la que se busca.
async function vocabularioDe(inicial, indice) {
  const { palabras, partes } = await traer("vocabulario.json", indice);
  const raras = partes.includes(inicial) ? await traer(`vocabulario-${inicial}.json`, indice) : [];
  return [...palabras, ...raras].filter((p) => !MENUDAS.includes(plano(p)));
}

// La palabra del sitio que más se parece a una, o nada. Una corta se parece a muchas: solo se le
// perdonan dos letras trocadas, una que falta o las que suenan igual.
async function parecida(palabra, indice) {
  if (palabra.length < 4) return "";
  const oida = comoSuena(palabra);
  const tope = palabra.length < 9 ? 1 : 2;
  let mejor = "";
  let menor = tope + 1;
  // Las más frecuentes van primero: a igual distancia, gana la primera.
  for (const conocida of await vocabularioDe(plano(palabra)[0], indice)) {
    const otra = comoSuena(plano(conocida));
    if (otra[0] !== oida[0] || Math.abs(otra.length - oida.length) >= menor) continue;
    const d = distancia(oida, otra);
    const cambia = d === 1 && palabra.length < 7 && otra.length <= oida.length && [...otra].sort().join("") !== [...oida].sort().join("");
    if (d < menor && !cambia) [menor, mejor] = [d, conocida];
  }
  return mejor;
}

// Lo que se oye, para las letras que se confunden al escribir.
const comoSuena = (llana) =>
  llana.replace(/^h|(?<!c)h/g, "").replace(/v/g, "b").replace(/qu(?=[ei])|c(?=[^eih]|$)/g, "k").replace(/c(?=[ei])|z/g, "s").replace(/g(?=[ei])/g, "j").replace(/ll/g, "y");

// Letras que hay que cambiar, poner, quitar o trocar para ir de una palabra a la otra.
function distancia(a, b) {
  let antes = [];
  let fila = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const nueva = [i];
    for (let j = 1; j <= b.length; j++) {
      const igual = a[i - 1] === b[j - 1] ? 0 : 1;
      nueva[j] = Math.min(nueva[j - 1] + 1, fila[j] + 1, fila[j - 1] + igual);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) nueva[j] = Math.min(nueva[j], antes[j - 2] + 1);
    }
    [antes, fila] = [fila, nueva];
  }
  return fila[b.length];
}

// --- la página -----------------------------------------------------------------------------------

function pedido() {
  const datos = [...new FormData(formulario)].filter(([, valor]) => valor);
  return datos.length ? `?${new URLSearchParams(datos)}` : location.pathname;
}

function leerDireccion() {
  const pedidos = new URLSearchParams(location.search);
  campo.value = pedidos.get("q") ?? "";
  for (const f of FACETAS) selectores[f].value = pedidos.get(f) ?? "";
  orden.value = pedidos.get("orden") ?? "";
}

formulario.addEventListener("submit", (suceso) => {
  suceso.preventDefault();
  history.pushState(null, "", pedido());
  hacer();
});
formulario.addEventListener("change", (suceso) => {
  if (suceso.target === campo) return;
  contarEscogidas();
  history.replaceState(null, "", pedido());
  hacer();
});
campo.addEventListener("focus", () => cargar().catch(() => (motor = undefined)), { once: true });
mas.addEventListener("click", () => agregar().then((primero) => primero?.querySelector("a").focus(), hacer));
window.addEventListener("popstate", () => {
  leerDireccion();
  hacer();
});
leerDireccion();
hacer();
