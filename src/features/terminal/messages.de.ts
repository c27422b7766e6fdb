import type { Translation } from '../../ui/i18n.ts';
import type { t } from './messages.en.ts';

export const german: Translation<typeof t> = {
  'terminal.title': 'Terminal',
  'terminal.close': 'Terminal schließen',
  'terminal.label': 'Terminal mit kubectl',
  'terminal.greeting':
    'kubectl für diesen simulierten Cluster. Tab ergänzt, Pfeile blättern im Verlauf, Strg+C bricht ab.\nManifeste des Editors sind hier Dateien: kubectl apply -f web.yaml',
  'terminal.help':
    'kubectl (oder k)   der Cluster; kubectl help nennt die Befehle\n' +
    'curl localhost:P   ein Port, den port-forward öffnete, oder ein NodePort\n' +
    'vi DATEI           öffnet eine Datei im Editor\n' +
    'watch ZEILE        führt eine Zeile alle zwei Sekunden aus\n' +
    'dazu               cat cp date echo env history ls mv rm sleep tee touch xargs\n' +
    'hinter einer Pipe  grep head tail wc sort uniq cut awk sed tac nl tr\n' +
    'Zeilen             ; && || | > >> < <<EOF $VAR $(ZEILE) *.yaml\n' +
    'Tasten             Tab, Strg+R, Strg+A, Strg+E, Strg+W, Strg+C, Strg+L\n',
  'terminal.search': "(Suche rückwärts) '{text}': ",
  'terminal.moreCandidates': 'und {n} weitere',
  'terminal.didLabel': 'Was getan wurde, als kubectl-Zeilen',
  'terminal.did': 'Getan',
  'terminal.insert': 'Diese Zeile ins Terminal setzen',
  'terminal.paused': 'Der Cluster ist angehalten: Abspielen drücken, dann geht es weiter.',
  'terminal.address': 'Adresse',
  'terminal.get': 'Abrufen',
  'terminal.stopForward': 'Weiterleitung beenden',
  'terminal.forwarded': 'Antwort von Port {port} des Pods {pod}',
  'terminal.noAnswer': 'Noch nichts gefragt',
  'terminal.refused': 'Die Verbindung wurde abgelehnt: Auf Port {port} von {pod} lauscht nichts',
  'terminal.noForward': 'Nichts leitet Port {port} weiter. kubectl port-forward pod/NAME {port}:80 täte es.',
};
