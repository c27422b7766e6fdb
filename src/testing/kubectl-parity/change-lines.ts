/** Command lines that change things, in their order: each finds what those before it left. */
export const changeLines: readonly string[] = [
  'create namespace lab',
  'create deployment api --image=nginx:1.27 --replicas=2',
  'create deployment api --image=nginx:1.27',
  'create configmap extra --from-literal=a=b',
  'create secret generic extra --from-literal=a=b',
  'create service clusterip extra --tcp=80:8080',
  'create serviceaccount robot',
  'create quota small --hard=pods=50',
  'expose deployment api --port=80 --target-port=8080',
  'expose deployment api --port=80',
  'run lone --image=nginx:1.27 --labels=app=lone',
  'apply -f web.yaml',
  'apply -f web.yaml',
  'apply -f changed.yaml',
  'apply -f web.yaml --dry-run=client',
  'apply -f web.yaml --dry-run=server',
  'apply -f broken.yaml',
  'apply -f typo.yaml',
  'apply -f unknown.yaml',
  'apply -f untyped.yaml',
  'apply -f invalid.yaml',
  'create -f web.yaml',
  'replace -f changed.yaml',
  'scale deployment api --replicas=3',
  'scale deployment api --replicas=1 --current-replicas=7',
  'autoscale deployment api --min=1 --max=4 --cpu=80%',
  'set image deployment/api nginx=nginx:1.28',
  'set resources deployment api --limits=memory=64Mi',
  'set env deployment/api MODE=fast',
  'label pod lone tier=back',
  'label pod lone tier=front',
  'label pod lone tier=front --overwrite',
  'label pod lone tier-',
  'annotate pod lone note=hello',
  'annotate pod lone note-',
  'taint node node-1 a=b:NoSchedule',
  'taint node node-1 a=b:NoSchedule',
  'taint node node-1 a-',
  'taint node node-1 a-',
  'cordon node-1',
  'cordon node-1',
  'uncordon node-1',
  `patch deployment api -p '{"spec":{"replicas":2}}'`,
  `patch deployment api -p '{"spec":{"replicas":2}}'`,
  `patch deployment api --type=json -p '[{"op":"replace","path":"/spec/replicas","value":3}]'`,
  `patch deployment api --type=merge -p '{"metadata":{"labels":{"a":"b"}}}'`,
  'rollout restart deployment/api',
  'rollout pause deployment/api',
  'rollout pause deployment/api',
  'rollout resume deployment/api',
  'rollout undo deployment/api --to-revision=99',
  `patch deployment api --subresource=scale --type=merge -p '{"spec":{"replicas":1}}'`,
  `patch deployment api --subresource=scale --type=merge -p '{"spec":{"replicas":1}}'`,
  `patch deployment api nothing -p '{"metadata":{"labels":{"c":"d"}}}'`,
  'scale deployment api nothing --replicas=2',
  'label deployment api nothing e=f',
  'annotate deployment nothing api e=f',
  'taint node node-1 nothing a=b:NoSchedule',
  'rollout pause deployment/api deployment/nothing',
  'expose deployment api nothing --port=80 --name=other',
  'apply -f web.yaml -o name',
  'apply -f web.yaml --dry-run=client',
  'apply -f web.yaml -o jsonpath={.kind}{.metadata}{.items[*].kind}',
  'apply -f web.yaml --prune --all --prune-allowlist=v1/ConfigMap',
  'apply -f web.yaml --prune --all --prune-allowlist=core/v1/Foo',
  'apply -f web.yaml --prune --all --prune-allowlist=batch/v1/Job',
  'auth reconcile -f rules.yaml',
  'auth reconcile -f rules.yaml',
  'auth reconcile -f fewer-rules.yaml',
  'auth reconcile -f fewer-rules.yaml --remove-extra-permissions',
  'auth reconcile -f rules.yaml --dry-run=server',
  'get role reader -o jsonpath={.rules}',
  'get pods -l app=absent -w --request-timeout=1s',
  'delete -i configmap page',
  'delete -i configmap,deployment page --dry-run=client',
  'delete -i configmap nothing -o name',
  'delete pod lone --grace-period=0 --force',
  'delete pod lone',
  'delete configmap,secret extra',
  'delete service extra api --wait=false',
  'delete deployment api --wait=false',
  'delete -f web.yaml --wait=false',
  'delete pods -l app=web --wait=false',
  'delete namespace lab --wait=false',
  'delete deployment api --ignore-not-found',
  'config set contexts.podarium.namespace team',
  'config unset contexts.podarium.namespace',
  'config set clusters.new.server http://127.0.0.1:1',
  'config set clusters.new.insecure-skip-tls-verify maybe',
  'config set foo bar',
  'config unset users.nobody',
  'config unset foo',
];

/** What is typed or piped into lines that ask. */
export const changeInputs: Readonly<Record<string, string>> = {
  'delete -i configmap page': 'n\n',
  'delete -i configmap,deployment page --dry-run=client': 'y\n',
  'delete -i configmap nothing -o name': 'y\n',
};

const web = `apiVersion: v1
kind: ConfigMap
metadata: {name: page}
data: {title: hello}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: page}
spec:
  replicas: 1
  selector: {matchLabels: {app: page}}
  template:
    metadata: {labels: {app: page}}
    spec: {containers: [{name: nginx, image: 'nginx:1.27'}]}
`;

const rules = `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader, namespace: default}
rules:
  - {apiGroups: [''], resources: [pods], verbs: [get, delete]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: readers, namespace: default}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
subjects: [{kind: User, name: bob, apiGroup: rbac.authorization.k8s.io}]
`;

/** What `-f` names. */
export const changeFiles: Readonly<Record<string, string>> = {
  'web.yaml': web,
  'changed.yaml': web.replace('hello', 'good day').replace('replicas: 1', 'replicas: 2'),
  'rules.yaml': rules,
  'fewer-rules.yaml': rules.replace('[pods], verbs: [get, delete]', '[pods, nodes], verbs: [get]'),
  'broken.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: name: x\n',
  'typo.yaml': web.replace('replicas: 1', 'replicaz: 1'),
  'unknown.yaml': 'apiVersion: example.com/v1\nkind: Gadget\nmetadata: {name: g}\n',
  'untyped.yaml': 'metadata: {name: g}\n',
  'invalid.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: No_Name}\nspec: {containers: []}\n',
};
