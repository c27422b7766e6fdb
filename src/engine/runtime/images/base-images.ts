import type { ImageDefinition } from '../image-definition.ts';
import { alsoNamed, image, tools } from './builders.ts';

/** Systems, languages and boxes of tools: what their main program does is up to the manifest. */

const helloWorld = [
  '',
  'Hello from Docker!',
  'This message shows that your installation appears to be working correctly.',
  '',
  'To generate this message, Docker took the following steps:',
  ' 1. The Docker client contacted the Docker daemon.',
  ' 2. The Docker daemon pulled the "hello-world" image from the Docker Hub.',
  ' 3. The Docker daemon created a new container from that image which runs the',
  '    executable that produces the output you are currently reading.',
  ' 4. The Docker daemon streamed that output to the Docker client, which sent it',
  '    to your terminal.',
  '',
];

const both = { tools: ['curl', 'wget'] } as const;

const images: readonly ImageDefinition[] = [
  tools('busybox', 2.2, 'busybox', ['sh'], { newest: [1, 37], layers: 1 }),
  ...alsoNamed(
    tools('registry.k8s.io/busybox', 0.8, 'busybox', ['sh'], { layers: 2 }),
    'k8s.gcr.io/busybox',
    'gcr.io/google_containers/busybox',
    'registry.k8s.io/e2e-test-images/busybox',
    'quay.io/prometheus/busybox',
    'gcr.io/google-containers/busybox',
  ),
  tools('alpine', 3.8, 'alpine', ['/bin/sh'], { newest: [3, 24], layers: 1 }),
  tools('bash', 6.5, 'alpine', ['bash'], {
    entrypoint: ['docker-entrypoint.sh'],
    flagsGoTo: ['bash'],
    newest: [5, 3],
    layers: 3,
  }),
  tools('debian', 48, 'debian', ['bash'], { newest: [14], layers: 1 }),
  tools('ubuntu', 30, 'debian', ['/bin/bash'], { newest: [26, 10], layers: 1 }),
  tools('fedora', 65, 'debian', ['/bin/bash'], { tools: ['curl'], newest: [45], layers: 1 }),
  tools('centos', 80, 'debian', ['/bin/bash'], { tools: ['curl'], newest: [8, 4], layers: 1 }),
  tools('rockylinux', 70, 'debian', ['/bin/bash'], { tools: ['curl'], newest: [9, 3], layers: 1 }),
  tools('amazonlinux', 55, 'debian', ['/bin/bash'], { tools: ['curl'], layers: 1 }),
  tools('registry.access.redhat.com/ubi9/ubi', 78, 'debian', ['/bin/bash'], { tools: ['curl'], layers: 1 }),
  tools('python', 370, 'debian', ['python3'], { ...both, newest: [3, 15], layers: 7 }),
  tools('node', 390, 'debian', ['node'], {
    ...both,
    entrypoint: ['docker-entrypoint.sh'],
    flagsGoTo: ['node'],
    newest: [26, 0],
    layers: 8,
  }),
  tools('golang', 300, 'debian', ['bash'], { ...both, newest: [1, 27], layers: 7 }),
  tools('rust', 560, 'debian', ['bash'], { ...both, newest: [1, 92], layers: 6 }),
  tools('ruby', 360, 'debian', ['irb'], { ...both, newest: [4, 1], layers: 7 }),
  tools('perl', 340, 'debian', ['perl'], { ...both, newest: [5, 43], layers: 7 }),
  tools('php', 180, 'debian', ['php'], {
    tools: ['curl'],
    entrypoint: ['docker-php-entrypoint'],
    flagsGoTo: ['php'],
    newest: [8, 6],
    layers: 9,
  }),
  tools('openjdk', 230, 'debian', ['jshell'], { newest: [27], layers: 4 }),
  tools('eclipse-temurin', 230, 'debian', ['jshell'], { newest: [27], layers: 5 }),
  ...alsoNamed(
    tools('curlimages/curl', 9, 'alpine', ['curl'], {
      ...both,
      entrypoint: ['/entrypoint.sh'],
      flagsGoTo: ['curl'],
      otherWordsToo: true,
      user: 'curl_user',
      layers: 10,
    }),
    'quay.io/curl/curl',
  ),
  tools('radial/busyboxplus', 5, 'busybox', ['sh'], { tools: ['curl'], layers: 3 }),
  tools('nicolaka/netshoot', 210, 'alpine', ['bash'], { tools: [...both.tools, 'dig'], layers: 9 }),
  tools('praqma/network-multitool', 13, 'alpine', ['/bin/sh'], both),
  tools('wbitt/network-multitool', 25, 'alpine', ['/bin/sh'], both),
  ...alsoNamed(
    tools('registry.k8s.io/e2e-test-images/jessie-dnsutils', 80, 'debian', [], {
      cmd: ['sh', '-c', 'sleep infinity'],
      tools: ['nslookup', 'dig', 'host', 'wget'],
    }),
    'gcr.io/kubernetes-e2e-test-images/dnsutils',
    'k8s.gcr.io/e2e-test-images/jessie-dnsutils',
    'docker.io/tutum/dnsutils',
  ),
  tools('polinux/stress', 4, 'alpine', ['stress'], { tools: ['stress'], layers: 3 }),
  tools('progrium/stress', 90, 'debian', [], {
    entrypoint: ['/usr/bin/stress', '--verbose'],
    tools: ['stress'],
  }),
  tools('vish/stress', 1, 'none', [], {
    entrypoint: ['/stress', '-logtostderr'],
    tools: ['stress'],
    layers: 1,
  }),
  image('hello-world', 0.01, 'none', { cmd: ['/hello'], prints: helloWorld, layers: 1 }),
  ...alsoNamed(
    image('registry.k8s.io/pause', 0.3, 'none', { entrypoint: ['/pause'], user: '65535', layers: 1 }),
    'k8s.gcr.io/pause',
    'gcr.io/google_containers/pause',
    'registry.k8s.io/pause-amd64',
    'k8s.gcr.io/pause-amd64',
  ),
];

export function baseImages(): readonly ImageDefinition[] {
  return images;
}
