// Where a member comes from: places added one by one, or none of them. Not said is neither.
import { text } from "../../page/texts";
import { data, place } from "../case/vocabulary";
import { Field } from "../ui/fields";

/** A place of a code, `ML.gao` or `ML.gao.ansongo`, in words. */
export const placeWords = (code: string): string => {
  const [country = "", region = "", cercle] = code.split(".");
  return place({ country, region, ...(cercle ? { cercle } : {}) });
};

/** Every region and cercle, to be chosen once each. */
const Places = () => (
  <>
    <option value="">{text("desk-none")}</option>
    {data.countries.flatMap((country) =>
      country.regions.map((region) => (
        <optgroup key={`${country.code}.${region.code}`} label={`${region.name} (${country.label})`}>
          <option value={`${country.code}.${region.code}`}>{text("desk-home-whole", { name: region.name })}</option>
          {region.cercles.map((cercle) => (
            <option key={cercle.code} value={`${country.code}.${region.code}.${cercle.code}`}>
              {cercle.name}
            </option>
          ))}
        </optgroup>
      )),
    )}
  </>
);

export const Home = ({
  home,
  onChange,
}: {
  home: string[] | undefined;
  onChange: (home: string[] | undefined) => void;
}) => {
  const add = (code: string): void => {
    if (code) onChange([...new Set([...(home ?? []), code])].sort());
  };
  const remove = (code: string): void => {
    const left = (home ?? []).filter((one) => one !== code);
    // Nowhere at all is something to be said on purpose.
    onChange(left.length > 0 ? left : undefined);
  };
  return (
    <fieldset data-test="home">
      <legend>{text("desk-home")}</legend>
      <p class="hint">{text("desk-home-hint")}</p>
      {home && home.length > 0 && (
        <ul class="plain-list">
          {home.map((code) => (
            <li key={code}>
              {placeWords(code)}{" "}
              <button type="button" class="link" onClick={() => remove(code)}>
                {text("desk-home-remove", { what: placeWords(code) })}
              </button>
            </li>
          ))}
        </ul>
      )}
      <Field id="home-add" label={text("desk-home-add")}>
        <select
          id="home-add"
          data-test="home-add"
          value=""
          onChange={(event) => {
            add(event.currentTarget.value);
            event.currentTarget.value = "";
          }}
        >
          <Places />
        </select>
      </Field>
      <label class="choice">
        <input
          type="checkbox"
          data-test="home-none"
          checked={home?.length === 0}
          onChange={(event) => onChange(event.currentTarget.checked ? [] : undefined)}
        />
        {text("desk-home-none")}
      </label>
    </fieldset>
  );
};
