import { AppError } from '../../shared/errors/app-error.ts';

/** The one file of a form. */
export interface UploadedFile {
  /** As the sender named it: for people to read, never a path. */
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * The file in field `field` of a multipart form, read by Node's own parser (WHATWG FormData).
 * @throws AppError UNSUPPORTED_MEDIA_TYPE, MALFORMED_BODY, IMAGE_MISSING
 */
export async function fileOf(body: Buffer, contentType: string | undefined, field: string): Promise<UploadedFile> {
  if (!/^multipart\/form-data\s*;/i.test(contentType ?? '')) {
    throw new AppError('UNSUPPORTED_MEDIA_TYPE', 'Send the image as multipart/form-data.');
  }
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType ?? '' } })
    .formData()
    .catch((error: unknown) => {
      throw new AppError('MALFORMED_BODY', 'The form could not be read.', {}, error);
    });
  const file = form.get(field);
  if (!(file instanceof File) || file.size === 0) {
    throw new AppError('IMAGE_MISSING', `The form has no file in the field ${field}.`);
  }
  return { name: file.name, bytes: Buffer.from(await file.arrayBuffer()) };
}
