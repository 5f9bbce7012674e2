/** Peer: Express and http-proxy-middleware with a keep-alive agent, as its README has it. */
import { Agent } from 'node:http';
import express from 'express';
import { createProxyMiddleware } from 'http-proxy-middleware';

const app = express();
app.use(
  createProxyMiddleware({
    target: process.env.BACK_END ?? '',
    changeOrigin: true,
    xfwd: true,
    agent: new Agent({ keepAlive: true, maxSockets: 256 }),
  }),
);
app.listen(Number(process.env.PORT), '127.0.0.1');
