/** Making, changing and removing objects with the real kubectl. */
import { list, mistyped, web, webOfThree } from './manifests.ts';
import { type Step, transcript } from './transcript.ts';

const files = {
  'web.yaml': web,
  'three.yaml': webOfThree,
  'mistyped.yaml': mistyped,
  'list.yaml': list,
  'words.txt': 'hello\n',
  'kustomization.yaml': 'namePrefix: k-\nconfigMapGenerator: [{name: made, literals: [a=b]}]\n',
};

const whatThereIs: Step[] = [
  ['kubectl version', /Client Version: v1\.35.*Server Version: v1\.36\.0\S*simulated/s],
  ['kubectl version -o json', '"gitVersion": "v1.36.0'],
  ['kubectl api-versions', /apps\/v1\n.*\nbatch\/v1\n.*\nv1\n/s],
  ['kubectl api-resources', /deployments\s+deploy\s+apps\/v1\s+true\s+Deployment/],
  [
    'kubectl api-resources --api-group=apps -o wide',
    /statefulsets\s+sts\s+apps\/v1\s+true\s+StatefulSet\s+create,delete,deletecollection,get,list,patch,update,watch\s+all/,
  ],
  ['kubectl api-resources --namespaced=false -o name', /^nodes$/m],
  ['kubectl cluster-info', /Kubernetes control plane.* is running at .*http:\/\/127\.0\.0\.1:/],
  ['kubectl get --raw /healthz', 'ok'],
  ['kubectl get --raw /readyz', 'ok'],
  ['kubectl get --raw /version', '"major": "1"'],
  ['kubectl config current-context', 'podarium'],
];

const manifests: Step[] = [
  ['kubectl create -f web.yaml', 'deployment.apps/web created\nservice/web created'],
  [
    'kubectl create -f web.yaml',
    'Error from server (AlreadyExists): error when creating "web.yaml": deployments.apps "web" already exists',
    { code: 1 },
  ],
  ['kubectl apply -f web.yaml', 'missing the kubectl.kubernetes.io/last-applied-configuration annotation'],
  ['kubectl apply -f web.yaml', 'deployment.apps/web unchanged\nservice/web unchanged'],
  ['kubectl diff -f web.yaml', /^$/],
  ['kubectl diff -f three.yaml', /-  replicas: 2\n\+  replicas: 3/, { code: 1 }],
  ['kubectl apply -f three.yaml --dry-run=server', 'deployment.apps/web configured (server dry run)'],
  ['kubectl apply -f three.yaml --dry-run=client', 'deployment.apps/web configured (dry run)'],
  ['kubectl get deploy web -o jsonpath={.spec.replicas}', /^2$/],
  ['kubectl apply -f three.yaml', 'deployment.apps/web configured\nservice/web unchanged'],
  ['kubectl get deploy web -o jsonpath={.spec.replicas}', /^3$/],
  ['kubectl apply -f mistyped.yaml', 'strict decoding error: unknown field "spec.replicaz"', { code: 1 }],
  ['kubectl apply -f mistyped.yaml --validate=warn', /Warning: unknown field "spec.replicaz"/],
  ['kubectl apply -f mistyped.yaml --validate=false', 'deployment.apps/web'],
  ['kubectl apply -f web.yaml', 'deployment.apps/web configured'],
  ['kubectl apply view-last-applied deploy web', 'replicas: 2'],
  ['kubectl apply --server-side -f web.yaml', 'deployment.apps/web serverside-applied'],
  ['kubectl scale deploy web --replicas=5', 'deployment.apps/web scaled'],
  [
    'kubectl apply --server-side -f web.yaml',
    /Apply failed with 1 conflict: conflict with "kubectl" with subresource "scale" using apps\/v1: \.spec\.replicas/s,
    { code: 1 },
  ],
  [
    'kubectl apply --server-side --field-manager=team -f web.yaml',
    /Apply failed with 1 conflict: conflict with "kubectl" with subresource "scale" using apps\/v1: \.spec\.replicas/s,
    { code: 1 },
  ],
  [
    'kubectl apply --server-side --field-manager=team --force-conflicts -f web.yaml',
    'deployment.apps/web serverside-applied',
  ],
  ['kubectl get deploy web -o jsonpath={.spec.replicas}', /^2$/],
  ['kubectl get deploy web -o yaml --show-managed-fields', 'manager: kubectl'],
  ['kubectl apply -f list.yaml', 'configmap/one created\nconfigmap/two created'],
  ['kubectl apply -k .', /configmap\/k-made-\w+ created/],
  ['kubectl kustomize .', 'name: k-made-'],
  ['kubectl replace -f web.yaml', 'deployment.apps/web replaced\nservice/web replaced'],
  ['kubectl replace --force -f list.yaml', /configmap "one" deleted.*configmap\/one replaced/s],
  [
    'kubectl apply -f -',
    'configmap/piped created',
    { stdin: '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"piped"}}' },
  ],
  [
    'kubectl apply -f -',
    'spec.containers[0].image: Required value',
    {
      code: 1,
      stdin: '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"x"},"spec":{"containers":[{"name":"c"}]}}',
    },
  ],
  [
    'kubectl apply -f -',
    'no matches for kind "Widget" in version "example.com/v1"',
    { code: 1, stdin: '{"apiVersion":"example.com/v1","kind":"Widget","metadata":{"name":"x"}}' },
  ],
];

const changes: Step[] = [
  [
    'kubectl edit deploy web',
    'deployment.apps/web edited',
    { env: { KUBE_EDITOR: 'sed -i s/replicas:.2/replicas:\\ 4/' } },
  ],
  ['kubectl edit deploy web', 'Edit cancelled, no changes made.', { env: { KUBE_EDITOR: 'true' } }],
  ['kubectl get deploy web -o jsonpath={.spec.replicas}', /^4$/],
  [`kubectl patch deploy web -p '{"spec":{"replicas":2}}'`, 'deployment.apps/web patched'],
  [`kubectl patch deploy web -p '{"spec":{"replicas":2}}'`, 'deployment.apps/web patched (no change)'],
  [
    `kubectl patch deploy web --type=json -p '[{"op":"replace","path":"/spec/replicas","value":3}]'`,
    'deployment.apps/web patched',
  ],
  [
    `kubectl patch deploy web --type=merge -p '{"metadata":{"labels":{"tier":"front"}}}'`,
    'deployment.apps/web patched',
  ],
  [
    `kubectl patch deploy web --subresource=scale --type=merge -p '{"spec":{"replicas":2}}'`,
    'scale.autoscaling/web patched',
  ],
  [
    `kubectl patch deploy web -p '{"spec":{"replicas":-1}}'`,
    'The Deployment "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
    { code: 1 },
  ],
  ['kubectl label deploy web color=blue', 'deployment.apps/web labeled'],
  [
    'kubectl label deploy web color=red',
    "error: 'color' already has a value (blue), and --overwrite is false",
    { code: 1 },
  ],
  ['kubectl label deploy web color=red --overwrite', 'deployment.apps/web labeled'],
  ['kubectl label deploy web color-', 'deployment.apps/web unlabeled'],
  ['kubectl label deploy web --list', 'tier=front'],
  ['kubectl annotate deploy web note=seen', 'deployment.apps/web annotated'],
  ['kubectl set image deploy/web nginx=nginx:1.29', 'deployment.apps/web image updated'],
  ['kubectl set env deploy/web MODE=test', 'deployment.apps/web env updated'],
  ['kubectl set env deploy/web --list', 'MODE=test'],
  [
    'kubectl set resources deploy web --limits=cpu=200m,memory=128Mi',
    'deployment.apps/web resource requirements updated',
  ],
  ['kubectl set serviceaccount deploy web default', 'deployment.apps/web serviceaccount updated'],
  ['kubectl set selector svc web app=web,tier=front', 'service/web selector updated'],
  [
    'kubectl scale deploy web --replicas=1 --current-replicas=9',
    'Expected replicas to be 9, was 2',
    { code: 1 },
  ],
  [
    'kubectl autoscale deploy web --min=1 --max=5 --cpu=80%',
    'horizontalpodautoscaler.autoscaling/web autoscaled',
  ],
];

const create: Step[] = [
  ['kubectl create namespace team', 'namespace/team created'],
  [
    'kubectl create deployment api --image=nginx --replicas=2 --port=80 -n team',
    'deployment.apps/api created',
  ],
  ['kubectl expose deployment api --port=80 -n team', 'service/api exposed'],
  ['kubectl create configmap words --from-literal=a=b --from-file=words.txt', 'configmap/words created'],
  ['kubectl get configmap words -o jsonpath={.data}', '{"a":"b","words.txt":"hello\\n"}'],
  ['kubectl create secret generic pass --from-literal=password=s3cret', 'secret/pass created'],
  ['kubectl get secret pass -o jsonpath={.data.password}', /^czNjcmV0$/],
  [
    'kubectl create secret docker-registry pull --docker-server=r.example --docker-username=u --docker-password=p',
    'secret/pull created',
  ],
  ['kubectl create service clusterip front --tcp=80:8080', 'service/front created'],
  ['kubectl create service nodeport door --tcp=80:8080 --node-port=30080', 'service/door created'],
  ['kubectl create service loadbalancer wide --tcp=80', 'service/wide created'],
  ['kubectl create service externalname out --external-name=example.com', 'service/out created'],
  ['kubectl create serviceaccount robot', 'serviceaccount/robot created'],
  ['kubectl create token robot --duration=1h', /^ey[\w-]+\.[\w-]+\.[\w-]+\s*$/],
  [
    'kubectl create role reader --verb=get,list --resource=pods',
    'role.rbac.authorization.k8s.io/reader created',
  ],
  [
    'kubectl create rolebinding readers --role=reader --serviceaccount=default:robot',
    'rolebinding.rbac.authorization.k8s.io/readers created',
  ],
  [
    'kubectl create clusterrole watcher --verb=watch --resource=nodes',
    'clusterrole.rbac.authorization.k8s.io/watcher created',
  ],
  [
    'kubectl create clusterrolebinding watchers --clusterrole=watcher --user=jane',
    'clusterrolebinding.rbac.authorization.k8s.io/watchers created',
  ],
  [
    'kubectl set subject clusterrolebinding watchers --user=john',
    'clusterrolebinding.rbac.authorization.k8s.io/watchers subjects updated',
  ],
  ['kubectl create quota few --hard=pods=50', 'resourcequota/few created'],
  [
    'kubectl create poddisruptionbudget keep --selector=app=web --min-available=1',
    'poddisruptionbudget.policy/keep created',
  ],
  ['kubectl create priorityclass urgent --value=1000', 'priorityclass.scheduling.k8s.io/urgent created'],
  ['kubectl create ingress way --rule=example.com/*=web:80', 'ingress.networking.k8s.io/way created'],
  ['kubectl create job once --image=busybox -- echo done', 'job.batch/once created'],
  [
    `kubectl create cronjob often --image=busybox --schedule='*/5 * * * *' -- date`,
    'cronjob.batch/often created',
  ],
  ['kubectl create job now --from=cronjob/often', 'job.batch/now created'],
  ['kubectl run lone --image=nginx --port=80 --labels=app=lone', 'pod/lone created'],
  ['kubectl run dry --image=nginx --dry-run=client -o yaml', 'name: dry'],
  ['kubectl expose pod lone --port=80 --name=lone', 'service/lone exposed'],
];

const removal: Step[] = [
  [
    'kubectl delete configmap one two',
    'configmap "one" deleted from default namespace\nconfigmap "two" deleted',
  ],
  ['kubectl delete configmap one', 'Error from server (NotFound): configmaps "one" not found', { code: 1 }],
  ['kubectl delete configmap one --ignore-not-found', /^$/],
  ['kubectl wait --for=create pod/lone --timeout=10s', 'pod/lone condition met'],
  ['kubectl label pod lone checked=yes', 'pod/lone labeled'],
  ['kubectl annotate pod/lone why=because', 'pod/lone annotated'],
  ['kubectl delete hpa web', 'horizontalpodautoscaler.autoscaling "web" deleted'],
  ['kubectl delete pod lone --now', 'pod "lone" deleted from default namespace'],
  ['kubectl delete deploy web --cascade=orphan', 'deployment.apps "web" deleted'],
  ['kubectl get rs -l app=web -o name', 'replicaset.apps/web-'],
  ['kubectl delete rs -l app=web --wait=false', /replicaset\.apps "web-\w+" deleted/],
  ['kubectl delete service --all', /service "door" deleted/],
  ['kubectl delete ns team', 'namespace "team" deleted'],
  ['kubectl get ns team', 'Error from server (NotFound): namespaces "team" not found', { code: 1 }],
  ['kubectl delete job once --cascade=foreground', 'job.batch "once" deleted'],
  [
    'kubectl delete secret pass --dry-run=server',
    'secret "pass" deleted from default namespace (server dry run)',
  ],
  ['kubectl delete -f web.yaml --ignore-not-found', /^$/],
];

transcript('real kubectl makes and changes objects', files, [
  ...whatThereIs,
  ...manifests,
  ...changes,
  ...create,
  ...removal,
]);
