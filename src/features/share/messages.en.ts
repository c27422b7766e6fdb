import { defineMessages } from '../../ui/i18n.ts';

export const t = defineMessages({
  'share.title': 'A living figure for your page',
  'share.close': 'Close',
  'share.about':
    'This line of HTML shows this cluster, as it is now, beside your text. It stands still until a reader starts it. It runs in the reader’s browser alone: no account, no cookies, nothing is sent.',
  'share.name': 'Title',
  'share.usualName': 'A living cluster',
  'share.machine': 'Its button cuts the power of',
  'share.theme': 'Colours',
  'share.system': 'As the reader’s system',
  'share.light': 'Light',
  'share.dark': 'Dark',
  'share.language': 'Language',
  'share.ofPage': 'As the page around it',
  'share.height': 'Height in pixels',
  'share.snippet': 'The line',
  'share.copy': 'Copy the line',
  'share.copied': 'The line is copied. Put it where the figure shall stand.',
  'share.notCopied': 'The browser does not let it be copied. It is selected: copy it by key.',
  'share.see': 'See it',
  'share.meansLazy': 'it loads when a reader comes near it; twenty on a page are no harm',
  'share.meansSandbox': 'it may run scripts and open links, and sees nothing of your page',
  'share.meansAllow': 'a reader may have it fill the screen and copy a link',
  'share.meansSrc': 'the whole run is in it: {size}, and nothing is stored anywhere else',
});
