/**
 * The marks by which mail programs set apart what is not the sender's own, in the languages that are read. Each looks at one
 * line and repeats nothing inside a repetition: what strangers send must not take long to read.
 */

export const ATTRIBUTION_START =
  /^[-\s]*(?:on|am|le|el|il|em|op|den|a|no dia|in data|\d{1,2}[./-]|\d{4}[-/.]|\p{L}{2,4}\.? |.{1,80}<[^<>\s]{3,100}@)/iu;
export const ATTRIBUTION_END =
  /(?:wrote|schrieb|ecrit|écrit|escribio|escribió|scritto|escreveu|schreef|geschreven|skrev|geschrieben)[^:]{0,120}:\s*-*$/iu;

const DASHES = '[-–—_*\\s]';

export const FORWARDED = new RegExp(
  `^${DASHES}*(?:original message|forwarded (?:message|by)|begin forwarded message|ursprüngliche nachricht|weitergeleitete nachricht|anfang der weitergeleiteten|message d'origine|message transféré|message original|début du message|mensaje original|mensaje reenviado|inicio del mensaje|messaggio originale|messaggio inoltrato|inizio messaggio|oorspronkelijk bericht|doorgestuurd bericht|begin doorgestuurd|mensagem original|mensagem encaminhada|início da mensagem)(?:${DASHES}|:|$)`,
  'iu',
);

export const HEADER_FROM = /^[\s*]*(?:from|von|de|da|van|expéditeur|remitente|mittente|absender)\s*\*?\s*:/iu;
export const HEADER_OTHER =
  /^[\s*]*(?:sent|date|to|subject|cc|gesendet|datum|an|betreff|envoyé|à|objet|enviado|fecha|para|asunto|inviato|data|a|oggetto|verzonden|aan|onderwerp|enviada|assunto)\s*\*?\s*:/iu;

/** Zendesk's own: `##- Please type your reply above this line -##` */
export const REPLY_ABOVE = /^\s*##-.{0,200}-##\s*$/;

export const DEVICE_SIGNATURE =
  /^\s*(?:sent (?:from|via|with) (?:my |the |outlook|mail|yahoo|aol|proton|samsung|gmail)|get outlook for|gesendet (?:von|mit)|von meinem .{1,40} gesendet|von .{1,30} gesendet$|envoyé (?:de|depuis|à partir)|télécharger outlook|obtenez outlook|enviado (?:desde|do|a partir)|inviato (?:da|dal)|verzonden (?:vanaf|met)|verstuurd vanaf|obtener outlook|scarica outlook|hol dir outlook|download outlook)/iu;

export const DISCLAIMER =
  /^\s*\**(?:(?:this|the) (?:e-?mail|message|communication)(?:,| and| \(| is| may| contains| was)|confidential(?:ity)? (?:notice|note)|disclaimer|important notice|please consider the environment|diese e-?mail (?:enthält|ist|kann)|vertraulichkeit|ce (?:message|courriel|mail) (?:et|est|peut|contient)|avis de confidentialité|este (?:mensaje|correo|e-?mail) (?:y|es|puede|contiene)|aviso legal|questo (?:messaggio|e-?mail)|questa e-?mail|dit (?:bericht|e-?mail)|deze e-?mail|esta mensagem|este e-?mail)/iu;

export const CLOSING =
  /^\s*(?:(?:many |best|kind|kindest|warm|warmest|with (?:kind|best)|yours|sincere)?\s?(?:regards|wishes|thanks and regards|sincerely|faithfully|truly)|cheers|best|mit (?:freundlichen|besten|lieben) grü(?:ß|ss)en|mit freundlichem gru(?:ß|ss)|(?:viele|liebe|beste|freundliche|herzliche) grü(?:ß|ss)e|(?:lg|vg|mfg|gru(?:ß|ss))|(?:bien |très )?cordialement|bien à vous|(?:meilleures )?salutations|(?:bonne|belle) (?:journée|soirée)|sincères salutations|(?:un )?(?:cordial )?saludos?|atentamente|un saludo|cordiali saluti|distinti saluti|saluti|met vriendelijke groet(?:en)?|vriendelijke groet(?:en)?|groet(?:en|jes)?|mvg|(?:com os )?(?:melhores )?cumprimentos|atenciosamente|att)\s*[,.!]*\s*$/iu;

const FIELDS =
  "name|first name|last name|full name|your name|e-?mail|email address|your email|phone|phone number|telephone|mobile|country|country code|order|order (?:number|no\\.?|id|#)|subject|topic|category|reason|reason for contact|department|type of (?:enquiry|inquiry|request)|company|address|page|url|ip|browser|store|shop|date|vorname|nachname|telefon|bestellnummer|betreff|thema|grund|anliegen|kundennummer|land|nom|prénom|téléphone|numéro de commande|objet|sujet|motif|pays|nombre|apellidos?|correo(?: electrónico)?|teléfono|número de pedido|asunto|motivo|país|nome|cognome|telefono|numero (?:d'|di )ordine|oggetto|naam|voornaam|achternaam|telefoonnummer|ordernummer|bestelnummer|onderwerp|telefone|número (?:do pedido|da encomenda)|assunto|sobrenome";

export const FORM_FIELD = new RegExp(`^[\\s*•-]*(?:${FIELDS})\\s*\\*?\\s*:(?!\\/\\/)`, 'iu');
export const FORM_MESSAGE =
  /^[\s*•-]*(?:message|your message|comments?|body|question|enquiry|inquiry|how can we help(?: you)?\??|description|nachricht|ihre nachricht|deine nachricht|frage|votre message|commentaires?|mensaje|comentarios?|messaggio|bericht|vraag|mensagem|pergunta)\s*\*?\s*:\s*/iu;
