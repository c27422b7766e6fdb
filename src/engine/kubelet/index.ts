export { createKubelet, type Kubelet } from './kubelet.ts';
