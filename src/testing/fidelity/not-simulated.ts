/** What a real cluster does and this one does not, or does in another way. The page of documentation is made of it. */
export interface Difference {
  readonly area: string;
  readonly real: string;
  /** What happens here instead. */
  readonly here: string;
}

export const differences: readonly Difference[] = [
  {
    area: 'containers',
    real: 'run the programs of their images',
    here: 'images behave as a catalogue says; an unknown one is a stand-in server that says so in its log; a small shell runs command, args and exec',
  },
  {
    area: 'network',
    real: 'carries any bytes',
    here: 'connections are asked and answered as HTTP requests; port-forward, node ports and proxies carry HTTP alone',
  },
  {
    area: 'NetworkPolicy, Ingress',
    real: 'restrict and route traffic',
    here: 'stored and shown; a warning says so',
  },
  {
    area: 'volumes',
    real: 'come from the drivers that are installed, and from servers of files and disks',
    here: 'one driver of disks is built in (disk.csi.podarium.dev, class standard); host paths and local volumes work; volumes of any other driver or server (NFS, iSCSI ...) fail to mount as they do where it cannot be reached; no snapshots, no clones',
  },
  {
    area: 'custom resources',
    real: 'CEL rules (x-kubernetes-validations) and conversion webhooks',
    here: 'rules are not evaluated, and a warning says so; versions convert by their apiVersion alone',
  },
  {
    area: 'admission webhooks and policies',
    real: 'are called for each request',
    here: 'stored and shown; a warning says so',
  },
  {
    area: 'authorization',
    real: 'RBAC and the Node authorizer are always on',
    here: 'everything is allowed until roles are switched on; parts of the control plane are never asked',
  },
  {
    area: 'tokens',
    real: 'are signed',
    here: 'service account tokens have the shape of real ones and carry no signature',
  },
  {
    area: 'node pressure',
    real: 'watches inodes, and a file system of its own for images where there is one',
    here: 'has one disk of 100Gi a machine, for images too, and no inodes',
  },
  {
    area: 'container restart rules',
    real: 'restart a container, or with RestartAllContainers its whole pod in place',
    here: 'restart the container alone',
  },
  {
    area: 'followed logs',
    real: 'give all that a container prints',
    here: 'are read each time the cluster has moved on: of a pod that ends and is gone within one such step the last lines are lost',
  },
  {
    area: 'files',
    real: 'have times of their own, links, and a umask that a process may change',
    here: 'show the present time; ln makes nothing, and the umask is 022',
  },
  {
    area: 'watches',
    real: 'end after 30 to 60 minutes when the client sets no time',
    here: 'stay open',
  },
  {
    area: 'managedFields',
    real: 'are stored with each object',
    here: 'are derived from the log of changes when somebody reads them',
  },
  {
    area: 'protobuf',
    real: 'is answered to clients that prefer it',
    here: 'is read in requests; answers are JSON',
  },
  {
    area: 'metrics',
    real: 'are measured by each kubelet',
    here: 'follow from what images and commands are said to use, limits and neighbours; traffic and commands of exec do not add to them',
  },
  {
    area: 'pod resize',
    real: 'can be of the pod as a whole, too; those that wait are tried by priority',
    here: 'is of containers alone; those that wait are tried in the order in which their pods came',
  },
  {
    area: 'descriptions in kubectl explain',
    real: 'name each field',
    here: 'fields that are objects have the words of what they are made of',
  },
];
