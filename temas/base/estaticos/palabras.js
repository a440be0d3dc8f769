// Cuándo dos palabras son la misma: sin tildes ni mayúsculas, y en singular o en plural. Lo usan el
// buscador del sitio y el de cada lista, y por eso hallan lo mismo.
(function () {
  "use strict";
  function llano(texto) {
    return texto.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  }

  // Sin la marca del plural: «sedes», «sede» y «voces», «voz» empiezan igual. Lo corto queda entero.
  function raiz(palabra) {
    var corta = palabra.replace(/(ces|es|s|z)$/, "");
    return corta.length > 2 ? corta : palabra;
  }

  function partir(texto) {
    return llano(texto).split(/[^a-z0-9]+/).filter(Boolean);
  }

  // Las que van en una pregunta y no dicen de qué trata.
  var MENUDAS = " a al con cual cuales de del el en es hay la las lo los n no num numero o para por que se sobre su sus un una y ".split(" ");

  // Las palabras de una consulta sin las menudas; si todas lo son, todas.
  function principales(consulta) {
    var todas = partir(consulta);
    var suyas = todas.filter(function (p) { return MENUDAS.indexOf(p) < 0; });
    return suyas.length ? suyas : todas;
  }

  // Una función que dice si un texto ya partido tiene todas las palabras. Una cifra se busca entera:
  // «acta 2» no es «acta 21».
  function buscadas(consulta) {
    var pruebas = principales(consulta).map(function (p) {
      return /^[0-9]+$/.test(p) ? " " + p + " " : " " + raiz(p);
    });
    return function (partido) {
      return pruebas.every(function (p) { return partido.indexOf(p) >= 0; });
    };
  }

  window.palabras = {
    llano: llano,
    raiz: raiz,
    principales: principales,
    buscadas: buscadas,
    partido: function (texto) { return " " + partir(texto).join(" ") + " "; },
  };
})();
