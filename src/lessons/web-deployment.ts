/** The Deployment of a web server that lessons begin with, as somebody would write it. */
export interface WebDeployment {
  readonly name: string;
  readonly replicas: number;
  readonly image: string;
  /** Further lines of its container, at their depth. */
  readonly more?: string;
}

export function webDeployment({ name, replicas, image, more = '' }: WebDeployment): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  replicas: ${replicas}
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
      - name: ${name}
        image: ${image}
        ports:
        - containerPort: 80
${more}`;
}

/** A Service in front of it. */
export function webService(name: string): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: ${name}
spec:
  selector:
    app: ${name}
  ports:
  - port: 80
    targetPort: 80
`;
}
