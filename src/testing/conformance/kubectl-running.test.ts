/** What goes on in a cluster, by the real kubectl: rollouts, containers, nodes. */
import { crash, shell, web } from './manifests.ts';
import { type Step, transcript } from './transcript.ts';

const files = {
  'web.yaml': web,
  'shell.yaml': shell,
  'crash.yaml': crash,
  'note.txt': 'a note\nof two lines\n',
};

const rollouts: Step[] = [
  ['kubectl apply -f web.yaml -f shell.yaml -f crash.yaml', 'pod/crash created'],
  ['kubectl rollout status deploy/web', 'deployment "web" successfully rolled out'],
  ['kubectl set image deploy/web nginx=nginx:1.29', 'deployment.apps/web image updated'],
  ['kubectl rollout status deploy/web --timeout=60s', 'deployment "web" successfully rolled out'],
  ['kubectl rollout history deploy/web', /REVISION\s+CHANGE-CAUSE\n1\s+<none>\n2\s+<none>/],
  ['kubectl rollout history deploy/web --revision=1', /Pod Template:.*Image:\s+nginx:1\.28/s],
  ['kubectl rollout undo deploy/web', 'deployment.apps/web rolled back'],
  ['kubectl get deploy web -o jsonpath={.spec.template.spec.containers[0].image}', /^nginx:1\.28$/],
  [
    'kubectl rollout undo deploy/web --to-revision=9',
    'error: unable to find specified revision 9 in history',
    { code: 1 },
  ],
  ['kubectl rollout restart deploy/web', 'deployment.apps/web restarted'],
  ['kubectl rollout pause deploy/web', 'deployment.apps/web paused'],
  ['kubectl rollout pause deploy/web', 'error: deployments.apps "web" is already paused', { code: 1 }],
  ['kubectl rollout resume deploy/web', 'deployment.apps/web resumed'],
  ['kubectl rollout status deploy/web --timeout=60s', 'deployment "web" successfully rolled out'],
  ['kubectl scale deploy/web --replicas=3', 'deployment.apps/web scaled'],
  [
    `kubectl wait --for=jsonpath='{.status.readyReplicas}'=3 deploy/web --timeout=30s`,
    'deployment.apps/web condition met',
  ],
];

const containers: Step[] = [
  ['kubectl wait --for=condition=Ready pod/shell --timeout=30s', 'pod/shell condition met'],
  ['kubectl logs shell', 'started'],
  ['kubectl logs shell -c side', 'nginx'],
  ['kubectl logs shell -c nope', 'error: container nope is not valid for pod shell', { code: 1 }],
  ['kubectl logs shell --tail=1 --timestamps', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.?\d*Z tick\n/],
  ['kubectl logs shell --since=1m', 'tick'],
  ['kubectl logs deploy/web', 'nginx'],
  ['kubectl logs -l app=web --prefix --tail=1', /\[pod\/web-\w+-\w+\/nginx\]/],
  // In whatever order: kubectl goes through a Go map.
  ['kubectl logs shell --all-containers', /started.*nginx|nginx.*started/s],
  ['kubectl logs crash -f', 'last words'],
  [
    'kubectl logs nope',
    'error: error from server (NotFound): pods "nope" not found in namespace "default"',
    { code: 1 },
  ],
  [
    `kubectl wait --for=jsonpath='{.status.containerStatuses[0].state.waiting.reason}'=CrashLoopBackOff pod/crash --timeout=30s`,
    'condition met',
  ],
  ['kubectl logs crash --previous', 'last words'],
  ['kubectl exec shell -- echo hi there', /^hi there\nDefaulted container "main" out of: main, side\n$/],
  [`kubectl exec shell -c main -- sh -c 'echo a; echo b >&2'`, /^a\nb\n$/],
  ['kubectl exec shell -c main -- false', 'command terminated with exit code 1', { code: 1 }],
  [`kubectl exec shell -c main -- sh -c 'exit 7'`, 'command terminated with exit code 7', { code: 7 }],
  ['kubectl exec -i shell -c main -- cat', /^from stdin\n$/, { stdin: 'from stdin\n' }],
  ['kubectl exec -i shell -c main -- sh', /^typed\n$/, { stdin: 'echo typed\n' }],
  ['kubectl exec shell -c main -- nope', 'executable file not found in $PATH', { code: 1 }],
  ['kubectl exec nope -- ls', 'Error from server (NotFound): pods "nope" not found', { code: 1 }],
  ['kubectl exec deploy/web -- ls /', 'etc'],
  ['kubectl cp note.txt shell:/tmp/note.txt -c main', /^$/],
  ['kubectl exec shell -c main -- cat /tmp/note.txt', /^a note\nof two lines\n$/],
  ['kubectl cp shell:/tmp/note.txt back.txt -c main', /^(tar: removing leading '\/' from member names\n)?$/],
  ['kubectl run told --image=busybox --restart=Never --rm -i --quiet -- echo from a pod', 'from a pod'],
  ['kubectl run fails --image=busybox --restart=Never -- sh -c "exit 4"', 'pod/fails created'],
  [`kubectl wait --for=jsonpath='{.status.phase}'=Failed pod/fails --timeout=30s`, 'pod/fails condition met'],
  [
    'kubectl run --image=busybox --restart=Never stays -i --quiet -- cat',
    'to the pod',
    { stdin: 'to the pod\n' },
  ],
  ['kubectl debug shell --image=busybox --target=main -c tools -- sleep 100', /Targeting container "main"/],
  ['kubectl get pod shell -o jsonpath={.spec.ephemeralContainers[0].name}', /^tools$/],
  ['kubectl debug shell --copy-to=shell-copy --image=busybox -c extra -- sleep 100', /^/],
  ['kubectl get pod shell-copy -o jsonpath={.spec.containers[*].name}', /^main side extra$/],
  [
    'kubectl debug node/node-1 --image=busybox -- sleep 5',
    /Creating debugging pod node-debugger-node-1-\w+ with container debugger on node node-1\./,
  ],
];

const nodes: Step[] = [
  ['kubectl taint nodes node-2 key=value:NoSchedule', 'node/node-2 tainted'],
  ['kubectl describe node node-2', /Taints:\s+key=value:NoSchedule/],
  ['kubectl taint nodes node-2 key-', 'node/node-2 untainted'],
  ['kubectl label node node-2 disk=ssd', 'node/node-2 labeled'],
  ['kubectl cordon node-2', 'node/node-2 cordoned'],
  ['kubectl get node node-2', 'Ready,SchedulingDisabled'],
  ['kubectl cordon node-2', 'node/node-2 already cordoned'],
  ['kubectl uncordon node-2', 'node/node-2 uncordoned'],
  ['kubectl drain node-1 --timeout=2s', /cannot delete Pods? |node\/node-1 drained/, { code: 1 }],
  [
    'kubectl drain node-1 --force --ignore-daemonsets --delete-emptydir-data --timeout=120s',
    'node/node-1 drained',
  ],
  [
    'kubectl get pods -o name --field-selector=spec.nodeName=node-1,status.phase=Running',
    /^(pod\/node-debugger\S+\n)?$/,
  ],
  ['kubectl uncordon node-1', 'node/node-1 uncordoned'],
  [
    'kubectl certificate approve nope',
    'Error from server (NotFound): certificatesigningrequests.certificates.k8s.io "nope" not found',
    { code: 1 },
  ],
  ['kubectl delete pod --all --grace-period=0 --force', /Warning: Immediate deletion does not wait/],
];

transcript('real kubectl runs a cluster', files, [...rollouts, ...containers, ...nodes]);
