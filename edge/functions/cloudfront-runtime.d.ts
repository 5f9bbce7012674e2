/** What `import cf from 'cloudfront'` gives a CloudFront Function, as far as ours use it (helper methods for key value stores). */
declare module 'cloudfront' {
  const cf: {
    kvs(): {
      /** Rejects when there is no such key. */
      get(key: string): Promise<string>;
    };
  };
  export = cf;
}
