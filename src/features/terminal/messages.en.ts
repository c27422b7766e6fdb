import { defineMessages } from '../../ui/i18n.ts';

export const t = defineMessages({
  'terminal.title': 'Terminal',
  'terminal.close': 'Close the terminal',
  'terminal.label': 'Terminal with kubectl',
  'terminal.greeting':
    'kubectl for this simulated cluster. Tab completes, arrows walk the history, Ctrl+C stops.\nManifests of the editor are files here: kubectl apply -f web.yaml',
  'terminal.help':
    'kubectl (or k)     the cluster; kubectl help tells its commands\n' +
    'curl localhost:P   a port that port-forward opened, or a node port\n' +
    'vi FILE            opens a file in the editor\n' +
    'watch LINE         runs a line again every two seconds\n' +
    'also               cat cp date echo env history ls mv rm sleep tee touch xargs\n' +
    'behind a pipe      grep head tail wc sort uniq cut awk sed tac nl tr\n' +
    'lines              ; && || | > >> < <<EOF $VAR $(LINE) *.yaml\n' +
    'keys               Tab, Ctrl+R, Ctrl+A, Ctrl+E, Ctrl+W, Ctrl+C, Ctrl+L\n',
  'terminal.search': "(search back) '{text}': ",
  'terminal.moreCandidates': 'and {n} more',
  'terminal.didLabel': 'What you did, as kubectl lines',
  'terminal.did': 'You did',
  'terminal.insert': 'Put this line into the terminal',
  'terminal.paused': 'The cluster is paused: press play, and this goes on.',
  'terminal.address': 'Address',
  'terminal.get': 'Get',
  'terminal.stopForward': 'Stop forwarding',
  'terminal.forwarded': 'Answer of port {port} of pod {pod}',
  'terminal.noAnswer': 'Nothing asked yet',
  'terminal.refused': 'The connection was refused: nothing listens on port {port} of {pod}',
  'terminal.noForward': 'Nothing forwards port {port}. kubectl port-forward pod/NAME {port}:80 would.',
});
