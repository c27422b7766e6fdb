export {
  type Client,
  createNetwork,
  type Hop,
  type Journey,
  type Network,
  type PortTable,
} from './network.ts';
