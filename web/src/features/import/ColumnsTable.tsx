// The file's columns beside the fields they go to, with what stands in them.
import type { ImportPreview } from '../../api/schema';
import { useSay, useWords } from '../../i18n';
import { Choose } from '../../ui/fields';
import { left_out } from './mapping';

interface Props {
    preview: ImportPreview;
    changes: Record<string, string>;
    onChange: (changes: Record<string, string>) => void;
}

export function ColumnsTable({ preview, changes, onChange }: Props) {
    const { imports, none } = useWords();
    const say = useSay();
    const options = [
        { value: left_out, label: imports.leftOut },
        ...preview.fields
            .filter((field) => field.key !== left_out)
            .map((field) => ({ value: field.key, label: say(field.name) })),
    ];
    return (
        <section aria-labelledby="columns-title">
            <h3 id="columns-title">{imports.columnsTitle}</h3>
            <table className="table stack columns-table" aria-labelledby="columns-title">
                <thead>
                    <tr>
                        <th scope="col">{imports.column}</th>
                        <th scope="col">{imports.field}</th>
                        <th scope="col">{imports.samples}</th>
                    </tr>
                </thead>
                <tbody>
                    {preview.columns.map(({ heading, key, taken, samples }) => (
                        <tr key={heading}>
                            <th scope="row" className="value">
                                {heading}
                            </th>
                            <td>
                                <Choose
                                    plain
                                    label={imports.mappingOf(heading)}
                                    value={changes[heading] ?? (taken ? key : left_out)}
                                    options={options}
                                    onChange={(value) => onChange({ ...changes, [heading]: value })}
                                />
                            </td>
                            <td className="samples">{samples.filter(Boolean).join(' · ') || none}</td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </section>
    );
}
