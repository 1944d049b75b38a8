/**
 * What strangers write into names, cities, items and carriers' texts, by what it attacks. Whoever shows such text tests with
 * all of them: nothing runs, nothing is expanded, nothing leaves its place. What runs sets `window.ran`; what is
 * expanded says 42000.
 */
export const HOSTILE_TEXTS = {
  script: '<script>window.ran = 1</script>',
  image: '<img src=x onerror="window.ran = 1">',
  attribute: '" onmouseover="window.ran = 1" autofocus onfocus="window.ran = 1" x="',
  closing: '</p></li></section></main><h1>Refunded</h1><svg onload="window.ran = 1">',
  address: 'javascript:window.ran=1',
  entity: '&lt;script&gt;window.ran = 1&lt;/script&gt;',
  liquid: '{{ 21 | times: 2000 }}{% if true %}{{ 21 | times: 2000 }}{% endif %}{% raw %}',
  placeholder: '{{ticket.requester.email}} {{dc.secret}}',
  header: 'Bowl\r\nBcc: everybody@evil.example\r\n\r\n<b>body</b>',
  rightToLeft: 'Bowl \u202Eelwob\u202C \u2067isolated\u2069 \u200Fmark',
  hebrew: 'קערה 24 אגוז',
  zeroWidth: 'Wal\u200Bnut\u200D\u2060 \uFEFFbowl\u00AD',
  longWord: 'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(8),
  stacked: `Z${'\u0335\u0321\u0301'.repeat(20)}algo`,
} as const;
