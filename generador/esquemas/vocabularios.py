"""Qué quiere decir cada palabra de los vocabularios: lo que un editor muestra al ofrecerla."""

from __future__ import annotations

from collections.abc import Mapping

from generador.modelo.acta import EstadoActa
from generador.modelo.acuerdos import EstadoCompromiso, ResultadoDeDecision, SentidoDelVoto
from generador.modelo.base import Clasificacion, Confianza, Excepcion, Procedencia
from generador.modelo.instancia import (
    ClaseFuncion,
    Cobertura,
    EstadoInstancia,
    Relacion,
    Rol,
    TipoInstancia,
)
from generador.modelo.norma import Numeracion, TipoNorma, VigenciaDeNorma
from generador.modelo.plan import Denominacion
from generador.modelo.sesion import (
    ClaseDePunto,
    EstadoSesion,
    FormaDeAsistir,
    Modalidad,
    TipoSesion,
)
from generador.modelo.sitio import Cadencia, Evidencia
from generador.modelo.tipos import Vocablo

Explicaciones = Mapping[str, str]

VOCABLOS: Mapping[type[Vocablo], Explicaciones] = {
    Procedencia: {
        "documento": "Se transcribió del documento mismo.",
        "reconstruida": "Se armó a partir de otro documento: nunca es prueba por sí misma.",
    },
    Confianza: {
        "confirmado": "Se verificó en la fuente.",
        "por_confirmar": "Falta verificarlo, y la página lo dice.",
        "ficticia": "Inventado para un ejemplo o una demostración.",
    },
    Clasificacion: {
        "publica": "Se publica.",
        "publica_clasificada": "Retenido por los derechos de una persona (Ley 1712, art. 18).",
        "publica_reservada": "Retenido por un interés público (Ley 1712, art. 19).",
    },
    Excepcion: {
        "total": "No se muestra nada de él.",
        "parcial": "Se publica con partes tachadas: la versión pública es otro documento.",
    },
    TipoSesion: {
        "ordinaria": "La que la norma o el reglamento prevé.",
        "extraordinaria": "La que se convoca por fuera de las previstas.",
        "informativa": "Para informar, sin decidir.",
    },
    EstadoSesion: {
        "convocada": "Está citada y todavía no se hace.",
        "realizada": "Se hizo.",
        "aplazada": "Se pasó a otra fecha: escríbala en «aplazada_a».",
        "cancelada": "No se hizo ni se hará: diga por qué en «motivo».",
    },
    FormaDeAsistir: {
        "presencial": "En el lugar.",
        "virtual": "A distancia.",
    },
    ClaseDePunto: {
        "decision": "Para decidir.",
        "informacion": "Para informar, sin decidir.",
        "varios": "Proposiciones y varios.",
    },
    SentidoDelVoto: {
        "a_favor": "Votó que sí.",
        "en_contra": "Votó que no.",
        "abstencion": "Se abstuvo.",
        "en_blanco": "Votó en blanco.",
        "impedido": "Se declaró impedido, y no votó.",
    },
    Modalidad: {
        "presencial": "Todos en un mismo lugar.",
        "virtual": "Todos a distancia.",
        "mixta": "Unos en el lugar y otros a distancia.",
    },
    EstadoActa: {
        "borrador": "En elaboración; todavía no se aprueba.",
        "provisional": "Se publica mientras la instancia la aprueba en otra sesión.",
        "aprobada": "La instancia la aprobó; faltan firmas.",
        "firmada": "Aprobada y firmada.",
        "anulada": "Se dejó sin efecto: diga en «anulacion» con qué acto.",
    },
    ResultadoDeDecision: {
        "aprobada": "Se decidió que sí.",
        "negada": "Se decidió que no.",
        "aplazada": "No se decidió: quedó para otra sesión.",
        "retirada": "No se decidió: quien la propuso la retiró.",
        "delegada": "Se le encargó a otro decidirla.",
    },
    EstadoCompromiso: {
        "programado": "Pendiente, dentro de su plazo.",
        "cumplido": "Se cumplió.",
        "parcial": "Se cumplió una parte.",
        "incumplido": "No se cumplió.",
    },
    TipoInstancia: {
        "mesa": "Mesa de trabajo.",
        "comite": "Comité.",
        "consejo": "Consejo.",
        "comision": "Comisión.",
        "junta": "Junta.",
        "concejo": "Concejo municipal o distrital.",
    },
    EstadoInstancia: {
        "vigente": "Existe y se reúne.",
        "inactiva": "Existe y no se reúne.",
        "no_vigente": "Dejó de existir.",
    },
    Cobertura: {
        "completa": "El sitio tiene todos los registros: lo que no está, falta.",
        "parcial": "El sitio tiene solo algunos: de lo que no está no se sabe.",
    },
    Rol: {
        "P": "Presidencia.",
        "S": "Secretaría técnica.",
        "I": "Integrante.",
        "IP": "Invitado permanente.",
        "O": "Otro.",
    },
    ClaseFuncion: {
        "general": "Viene de la norma.",
        "especifica": "Viene del reglamento.",
    },
    Relacion: {
        "crea": "La crea.",
        "modifica": "La cambia.",
        "deroga": "La deja sin efecto.",
        "faculta": "Le da una competencia.",
        "reglamenta": "Dice cómo se aplica.",
        "lineamiento": "Le da orientaciones.",
    },
    TipoNorma: {
        "ley": "Ley.",
        "decreto": "Decreto.",
        "acuerdo": "Acuerdo.",
        "resolucion": "Resolución.",
        "circular": "Circular.",
        "circular_conjunta": "Circular que expiden varias entidades.",
        "directiva": "Directiva.",
        "lineamiento": "Lineamiento.",
    },
    VigenciaDeNorma: {
        "vigente": "Rige como se expidió.",
        "modificada": "Rige con cambios.",
        "derogada": "Otra norma la dejó sin vigor.",
        "suspendida": "No rige mientras se decide sobre ella.",
        "anulada": "Un juez la dejó sin efecto.",
        "revocada": "Quien la expidió la dejó sin efecto.",
        "agotada": "Cumplió su objeto o su término.",
    },
    Numeracion: {
        "anual": "El número vuelve a 1 cada año.",
        "continua": "El número sigue de un año al otro.",
    },
    Denominacion: {
        "plan_de_trabajo": "El documento lo llama plan de trabajo.",
        "plan_de_accion": "El documento lo llama plan de acción.",
    },
    Evidencia: {
        "normas_de_creacion": "Las normas que crean la instancia.",
        "reglamento": "El reglamento interno.",
        "actas_con_anexos": "El acta de cada sesión, aprobada y con sus anexos.",
        "actas_publicadas": "El acta de cada sesión, con sus anexos, esté aprobada o no.",
        "informe": "El informe de gestión.",
        "plan": "El plan de trabajo o de acción.",
        "sesiones_minimas": "Las sesiones de cada periodo; cuántas, en «minimo».",
        "actas_aprobadas": "Que el acta de cada sesión se aprobara.",
        "actas_firmadas": "Que el acta de cada sesión se firmara.",
        "razones_de_las_decisiones": "El «fundamento» de lo que afecta al público.",
        "rendicion_de_cuentas": "Una sesión de rendición de cuentas.",
    },
    Cadencia: {
        "unica": "Una sola vez.",
        "anual": "Una vez al año.",
        "semestral": "Cada semestre.",
        "trimestral": "Cada trimestre.",
        "mensual": "Cada mes.",
        "por_sesion": "Después de cada sesión.",
    },
}
"""De cada vocabulario, lo que dice cada palabra."""

SI_NO: Explicaciones = {"si": "Sí.", "no": "No."}

LITERALES: Explicaciones = {
    "1": "El formato de hoy.",
    "este_registro": "El registro mismo es el documento firmado.",
    "mitad_mas_uno": "La mitad más uno de los integrantes con voto.",
    "porcentaje": "Un porcentaje de los integrantes con voto: escríbalo en «porcentaje».",
    "numero": "Un número fijo de presentes: escríbalo en «numero».",
    "habiles": "De lunes a viernes, sin festivos.",
    "calendario": "Todos los días cuentan.",
    "sesion": "El día de la sesión.",
    "siguiente_sesion": "El día de la sesión que sigue.",
    "aprobacion": "El día en que se aprobó el acta.",
    "firma": "El día de la última firma.",
    "fin_de_periodo": "El último día del periodo.",
    "inicio_de_periodo": "El primer día del periodo.",
    "expedicion": "El día en que se expidió.",
    "constancia_sin_sesiones": "Se satisface con la constancia de que no hubo sesiones.",
    "no_aplica": "No se exige.",
    "publicado": "Se publicó por primera vez.",
    "cambiado": "Cambió lo publicado.",
    "retirado": "Dejó de estar en el sitio.",
}
"""Las palabras exactas, que no admiten otra forma de escribirse."""
