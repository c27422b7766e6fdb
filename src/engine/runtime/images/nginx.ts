import type { ImageDefinition, ServerDefinition } from '../image-definition.ts';
import { image, type Rest } from './builders.ts';

/** nginx is in the first picture, so it stands alone. */

const page = `<!DOCTYPE html>
<html>
<head>
<title>Welcome to nginx!</title>
</head>
<body>
<h1>Welcome to nginx!</h1>
<p>If you see this page, nginx is successfully installed and working.</p>
</body>
</html>
`;

export const nginx: ServerDefinition = {
  ports: [80],
  http: { body: page, root: '/usr/share/nginx/html', server: 'nginx/1.29.1' },
  startupMs: 60,
  memoryBytes: 4_000_000,
  makes: [
    { call: 'mkdir', paths: ['/var/cache/nginx/client_temp'] },
    { call: 'open', paths: ['/run/nginx.pid', '/var/run/nginx.pid'] },
  ],
  portTaken: {
    // It tries five times, half a second apart.
    log: [
      ...Array.from({ length: 5 }, () => [
        'nginx: [emerg] bind() to 0.0.0.0:{port} failed (98: Address already in use)',
        '[notice] 1#1: try again to bind() after 500ms',
      ]).flat(),
      'nginx: [emerg] still could not bind()',
    ],
    afterMs: 2_500,
  },
  log: [
    '/docker-entrypoint.sh: Configuration complete; ready for start up',
    '[notice] 1#1: using the "epoll" event method',
    '[notice] 1#1: nginx/1.29.1',
    '[notice] 1#1: start worker processes',
  ],
};

const configuration = `user  nginx;
worker_processes  auto;
error_log  /var/log/nginx/error.log notice;
pid        /run/nginx.pid;
events {
    worker_connections  1024;
}
http {
    include       /etc/nginx/mime.types;
    default_type  application/octet-stream;
    access_log  /var/log/nginx/access.log;
    sendfile        on;
    keepalive_timeout  65;
    include /etc/nginx/conf.d/*.conf;
}
`;

const site = `server {
    listen       80;
    server_name  localhost;
    location / {
        root   /usr/share/nginx/html;
        index  index.html index.htm;
    }
}
`;

export const nginxFiles = {
  '/etc/nginx/nginx.conf': configuration,
  '/etc/nginx/conf.d/default.conf': site,
} as const;

export const nginxRest: Rest = {
  entrypoint: ['/docker-entrypoint.sh'],
  cmd: ['nginx', '-g', 'daemon off;'],
  programs: ['nginx'],
  newest: [1, 31],
  layers: 7,
  tools: ['curl'],
  files: nginxFiles,
};

export const nginxImage: ImageDefinition = image('nginx', 72, 'debian', { ...nginxRest, server: nginx });
