// Drawing black areas into a picture: the result is a new picture, in which nothing is left of what was below.

const QUALITY = 0.9;
/** Thousandths in the whole. */
const WHOLE = 1000;

/** A JPEG with the areas in black. Throws when the picture cannot be read. */
export const blacken = async (blob: Blob, areas: number[][]): Promise<Blob> => {
  const picture = await createImageBitmap(blob);
  const canvas = document.createElement("canvas");
  canvas.width = picture.width;
  canvas.height = picture.height;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0);
  context.fillStyle = "#000";
  for (const [left = 0, top = 0, width = 0, height = 0] of areas) {
    // Outwards to whole points: no edge of what is masked stays half visible.
    const [x, y] = [Math.floor((left * canvas.width) / WHOLE), Math.floor((top * canvas.height) / WHOLE)];
    const [right, bottom] = [
      Math.ceil(((left + width) * canvas.width) / WHOLE),
      Math.ceil(((top + height) * canvas.height) / WHOLE),
    ];
    context.fillRect(x, y, right - x, bottom - y);
  }
  const black = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  if (!black) throw new Error("no picture");
  return black;
};
