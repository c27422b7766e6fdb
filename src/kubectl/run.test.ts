import { beforeEach, describe, expect, it } from 'vitest';
import { ClusterClient } from '../testing/cluster-client.ts';
import { TestCluster } from '../testing/test-cluster.ts';
import { runKubectl } from './index.ts';

const deployment = (image = 'nginx:1.28', replicas = 2) => `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: nginx, image: '${image}' }] }
`;

const configMap = (name: string, value = '1') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\ndata: { a: '${value}' }\n`;

let cluster: TestCluster;

const run = (line: string, stdin?: string) => {
  const client = new ClusterClient(cluster.cluster);
  return runKubectl(line, stdin === undefined ? { client } : { client, stdin });
};

async function stdoutOf(line: string, stdin?: string): Promise<string> {
  const result = await run(line, stdin);
  expect(result.stderr).toBe('');
  expect(result.exitCode).toBe(0);
  return result.stdout;
}

async function failureOf(line: string, stdin?: string): Promise<string> {
  const result = await run(line, stdin);
  expect(result.exitCode).toBe(1);
  return result.stderr;
}

beforeEach(() => {
  cluster = TestCluster.with(2);
  cluster.advance(30);
});

describe('kubectl apply', () => {
  it('creates, leaves alone, changes, and takes away what is no longer in the manifest', async () => {
    expect(await stdoutOf('kubectl apply -f -', deployment())).toBe('deployment.apps/web created\n');
    expect(await stdoutOf('kubectl apply -f -', deployment())).toBe('deployment.apps/web unchanged\n');
    expect(await stdoutOf('kubectl apply -f -', deployment('nginx:1.29'))).toBe(
      'deployment.apps/web configured\n',
    );
    await stdoutOf('apply -f -', `${configMap('c')}  `);
    await stdoutOf('apply -f -', configMap('c').replace("{ a: '1' }", "{ b: '2' }"));
    expect(await stdoutOf('get cm c -o jsonpath={.data}')).toBe('{"b":"2"}');
  });

  it('goes on after a document that is refused', async () => {
    const manifests = [configMap('one'), configMap('Two'), configMap('three')].join('---\n');
    const result = await run('apply -f -', manifests);
    expect(result.stdout).toBe('configmap/one created\nconfigmap/three created\n');
    expect(result.stderr).toContain('The ConfigMap "Two" is invalid: metadata.name: Invalid value: "Two"');
    expect(result.exitCode).toBe(1);
  });

  it('warns of objects that it did not make', async () => {
    await stdoutOf('create -f -', configMap('c'));
    const result = await run('apply -f -', configMap('c', '2'));
    expect(result.stdout).toBe('configmap/c configured\n');
    expect(result.stderr).toContain(
      'Warning: resource configmaps/c is missing the kubectl.kubernetes.io/last-applied-configuration',
    );
  });

  it.each([
    ['', 'error: no objects passed to apply\n'],
    [
      'kind: Pod\nmetadata: { name: x }\n',
      'error: error validating "STDIN": error validating data: apiVersion not set; ',
    ],
    [
      'apiVersion: v1\nkind: Widget\nmetadata: { name: x }\n',
      'error: resource mapping not found for name: "x" namespace: "" from "STDIN": no matches for kind "Widget" in version "v1"\n',
    ],
    [
      'apiVersion: v1\nkind: Pod\n metadata:\n',
      'error: error parsing STDIN: error converting YAML to JSON: yaml: line 2: mapping values are not allowed in this context\n',
    ],
  ])('refuses %j', async (manifest, error) => {
    expect(await failureOf('apply -f -', manifest)).toContain(error);
  });
});

describe('kubectl and workloads', () => {
  beforeEach(async () => {
    await stdoutOf('apply -f -', deployment());
    cluster.until('two pods are ready', () => cluster.readyPods('web').length === 2);
  });

  it('scales', async () => {
    expect(await stdoutOf('scale deploy web --replicas=3')).toBe('deployment.apps/web scaled\n');
    expect(await stdoutOf('get deploy web -o jsonpath={.spec.replicas}')).toBe('3');
    expect(await failureOf('scale deploy web')).toBe('error: required flag(s) "replicas" not set\n');
    expect(await failureOf('scale deploy/web --replicas=2 --current-replicas=9')).toBe(
      'error: Expected replicas to be 9, was 3\n',
    );
  });

  it('rolls out, says how far it is, and rolls back', async () => {
    expect(await stdoutOf('set image deploy/web nginx=nginx:1.29')).toBe(
      'deployment.apps/web image updated\n',
    );
    expect(await stdoutOf('rollout status deploy/web')).toMatch(
      /\ndeployment "web" successfully rolled out\n$/,
    );
    expect(await stdoutOf('rollout history deploy/web')).toBe(
      'deployment.apps/web \nREVISION  CHANGE-CAUSE\n1         <none>\n2         <none>\n\n',
    );
    expect(await stdoutOf('rollout undo deploy/web')).toBe('deployment.apps/web rolled back\n');
    expect(await stdoutOf('get deploy web -o jsonpath={.spec.template.spec.containers[*].image}')).toBe(
      'nginx:1.28',
    );
    expect(await failureOf('rollout undo deploy/web --to-revision=99')).toBe(
      'error: unable to find specified revision 99 in history\n',
    );
  });

  it('pauses and resumes once', async () => {
    expect(await stdoutOf('rollout pause deploy/web')).toBe('deployment.apps/web paused\n');
    expect(await failureOf('rollout pause deploy/web')).toBe(
      'error: deployments.apps "web" is already paused\n',
    );
    expect(await stdoutOf('rollout resume deploy/web')).toBe('deployment.apps/web resumed\n');
    expect(await failureOf('rollout resume deploy/web')).toBe(
      'error: deployments.apps "web" is not paused\n',
    );
  });

  it('waits until a deleted pod is gone', async () => {
    const [pod] = cluster.pods('web');
    const name = pod!.metadata!.name!;
    expect(await stdoutOf(`delete pod ${name}`)).toBe(`pod "${name}" deleted from default namespace\n`);
    expect(cluster.find('pods', name)).toBeUndefined();
  });

  it('sets resources', async () => {
    expect(await stdoutOf('set resources deploy web -c nginx --requests=cpu=100m,memory=64Mi')).toBe(
      'deployment.apps/web resource requirements updated\n',
    );
    expect(
      await stdoutOf('get deploy web -o jsonpath={.spec.template.spec.containers[0].resources.requests}'),
    ).toBe('{"cpu":"100m","memory":"64Mi"}');
    expect(await failureOf('set image deploy/web nope=nginx:2')).toBe(
      'error: unable to find container named "nope"\n',
    );
  });
});

describe('kubectl and single objects', () => {
  beforeEach(async () => {
    await stdoutOf('create -f -', configMap('c'));
  });

  it('labels and annotates', async () => {
    expect(await stdoutOf('label cm c tier=one')).toBe('configmap/c labeled\n');
    expect(await failureOf('label cm c tier=two')).toBe(
      "error: 'tier' already has a value (one), and --overwrite is false\n",
    );
    expect(await stdoutOf('label cm c tier=two --overwrite')).toBe('configmap/c labeled\n');
    expect(await stdoutOf('label cm c tier-')).toBe('configmap/c unlabeled\n');
    expect(await stdoutOf('label cm c tier-')).toBe('label "tier" not found.\nconfigmap/c not labeled\n');
    expect(await stdoutOf('annotate cm/c note="first version"')).toBe('configmap/c annotated\n');
    expect(await stdoutOf('get cm c -o jsonpath={.metadata.annotations.note}')).toBe('first version');
  });

  it('patches in three ways', async () => {
    expect(await stdoutOf(`patch cm c -p '{"data":{"b":"2"}}'`)).toBe('configmap/c patched\n');
    expect(await stdoutOf(`patch cm c --type=merge -p '{"data":{"a":null}}'`)).toBe('configmap/c patched\n');
    expect(await stdoutOf(`patch cm c --type=json -p '[{"op":"add","path":"/data/d","value":"4"}]'`)).toBe(
      'configmap/c patched\n',
    );
    expect(await stdoutOf('get cm c -o jsonpath={.data}')).toBe('{"b":"2","d":"4"}');
    expect(await stdoutOf(`patch cm c -p '{"data":{"b":"2"}}'`)).toBe('configmap/c patched (no change)\n');
  });

  it('taints, cordons and uncordons nodes', async () => {
    expect(await stdoutOf('taint node node-1 dedicated=db:NoSchedule')).toBe('node/node-1 tainted\n');
    expect(await stdoutOf('taint node node-1 dedicated-')).toBe('node/node-1 untainted\n');
    expect(await failureOf('taint node node-1 foo=bar:Never')).toBe(
      "error: invalid taint effect: Never, unsupported taint effect\nSee 'kubectl taint -h' for help and examples\n",
    );
    expect(await stdoutOf('cordon node-1')).toBe('node/node-1 cordoned\n');
    expect(await stdoutOf('cordon node-1')).toBe('node/node-1 already cordoned\n');
    expect(await stdoutOf('uncordon node-1')).toBe('node/node-1 uncordoned\n');
  });

  it.each([
    ['get pod nope', 'Error from server (NotFound): pods "nope" not found\n'],
    ['get widgets', 'error: the server doesn\'t have a resource type "widgets"\n'],
    ['delete deploy nope', 'Error from server (NotFound): deployments.apps "nope" not found\n'],
    ['delete pod', 'error: resource(s) were provided, but no name was specified\n'],
    ['foo', 'error: unknown command "foo" for "kubectl"\n\nDid you mean this?\n\ttop\n'],
    ['get pods --nope', "error: unknown flag: --nope\nSee 'kubectl get --help' for usage.\n"],
    ['get pods -o jsonpath={.nope', 'error: error parsing jsonpath {.nope, unclosed action\n'],
    ['apply', 'error: must specify one of -f and -k\n'],
    ['apply -f /nonexistent.yaml', 'error: the path "/nonexistent.yaml" does not exist\n'],
    ['cordon nope', 'Error from server (NotFound): nodes "nope" not found\n'],
    ['annotate pod p', 'error: at least one annotation update is required\n'],
  ])('says of `kubectl %s` what went wrong', async (line, error) => {
    expect(await failureOf(line)).toBe(error);
  });

  it('says that nothing is there', async () => {
    const result = await run('get pods');
    expect(result).toEqual({ stdout: '', stderr: 'No resources found in default namespace.\n', exitCode: 0 });
  });
});
