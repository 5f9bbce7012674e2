import { z } from 'zod';

/** What the world knows of an artist. */
export interface ArtistProfile {
  readonly imageUrl: string | null;
  readonly description: string | null;
}

/** Somewhere to ask about artists. */
export interface ArtistSource {
  /** Undefined when it knows nobody of just this name. */
  find(name: string): Promise<ArtistProfile | undefined>;
}

interface SpotifyOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly accountsUrl: string;
  readonly apiUrl: string;
  readonly clock: () => Date;
}

const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.int().positive() });
const searchSchema = z.object({
  artists: z.object({
    items: z.array(
      z.object({
        name: z.string(),
        genres: z.array(z.string()).default([]),
        images: z.array(z.object({ url: z.url({ protocol: /^https$/ }), width: z.number().nullish() })),
      }),
    ),
  }),
});
const timeoutMs = 5_000;

/** Spotify's Web API with the client credentials flow; the token is kept until shortly before its end. */
export function createSpotifySource(options: SpotifyOptions): ArtistSource {
  let known: { readonly token: string; readonly until: number } | undefined;

  async function ask(url: string, init: RequestInit): Promise<unknown> {
    const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });
    if (!answer.ok) throw new Error(`Spotify answered ${answer.status}`);
    return answer.json();
  }

  async function token(): Promise<string> {
    const now = options.clock().getTime();
    if (known && now < known.until) return known.token;
    const credentials = Buffer.from(`${options.clientId}:${options.clientSecret}`).toString('base64');
    const answer = await ask(`${options.accountsUrl}/api/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${credentials}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials',
    });
    const { access_token: fresh, expires_in: seconds } = tokenSchema.parse(answer);
    known = { token: fresh, until: now + (seconds - 60) * 1_000 };
    return fresh;
  }

  return {
    async find(name) {
      const query = new URLSearchParams({ type: 'artist', limit: '5', q: name });
      const headers = { authorization: `Bearer ${await token()}` };
      const { artists } = searchSchema.parse(await ask(`${options.apiUrl}/v1/search?${query.toString()}`, { headers }));
      // The first hit for "IU" may be somebody else altogether: only the very name counts.
      const found = artists.items.find((item) => item.name.toLowerCase() === name.toLowerCase());
      if (!found) return undefined;
      const largest = found.images.toSorted((a, b) => (b.width ?? 0) - (a.width ?? 0))[0];
      return { imageUrl: largest?.url ?? null, description: found.genres.length > 0 ? found.genres.join(', ') : null };
    },
  };
}
