// Photographs are drawn again, smaller: the camera's metadata is lost in this, and the picture weighs little.

/** Longest side, in pixels. */
const LONGEST = 2048;
const QUALITY = 0.82;

const decoded = (file: Blob): Promise<HTMLImageElement> =>
  new Promise((resolve, reject) => {
    const image = new Image();
    const url = URL.createObjectURL(file);
    image.onload = () => {
      URL.revokeObjectURL(url);
      resolve(image);
    };
    image.onerror = () => {
      URL.revokeObjectURL(url);
      reject(new Error("this browser does not know the picture"));
    };
    image.src = url;
  });

/** Whether this browser returns the pixels that were drawn: some return noise, against fingerprinting. */
const isHonest = (): boolean => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 4;
  const context = canvas.getContext("2d");
  if (!context) return false;
  context.fillStyle = "#b8721f";
  context.fillRect(0, 0, 4, 4);
  const { data } = context.getImageData(0, 0, 4, 4);
  return data.every((value, at) => value === [0xb8, 0x72, 0x1f, 0xff][at % 4]);
};

/** The picture as a JPEG of at most 2048 pixels; throws when the browser cannot show or draw it. */
export const smaller = async (file: Blob): Promise<Blob> => {
  if (!isHonest()) throw new Error("this browser gives no pixels");
  const image = await decoded(file);
  const scale = Math.min(1, LONGEST / Math.max(image.naturalWidth, image.naturalHeight));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  // Transparent pictures get paper behind them: JPEG has no transparency.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const made = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  // Phones have little memory: the pixels are freed now, not when the page closes.
  canvas.width = canvas.height = 0;
  if (!made) throw new Error("no picture");
  return made;
};
