// What somebody else changed, old beside new, and what the form says about the same.
import { ArrowRight, CircleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useFormat, useWords } from '../../i18n';
import { changedFields, type Field, type Particulars } from './particulars';

interface Props {
    base: Particulars;
    mine: Particulars;
    theirs: Particulars;
}

export function Outdated({ base, mine, theirs }: Props) {
    const words = useWords();
    const text = words.editPerson;
    const format = useFormat();
    const say = (form: Particulars, field: Field) => {
        const value = form[field];
        if (field === 'kind') return words.kindLong[form.kind];
        if (typeof value === 'boolean') return value ? words.particulars.yes : words.particulars.no;
        if (!value) return text.empty;
        return field === 'birth_date' && /^\d{4}-\d\d-\d\d$/.test(value) ? format.date(value) : value;
    };
    // It takes the place of the button that was pressed: focus and eye go to it.
    const note = useRef<HTMLDivElement>(null);
    useEffect(() => {
        note.current?.focus({ preventScroll: true });
        note.current?.scrollIntoView({ block: 'nearest' });
    }, []);
    const fields = changedFields(base, theirs);
    return (
        <div ref={note} className="note warn outdated" role="alert" tabIndex={-1}>
            <CircleAlert size={18} aria-hidden="true" />
            <div>
                <strong>{text.outdated}</strong>
                <p>{text.outdatedText}</p>
                {fields.length === 0 ? (
                    <p>{text.nothing}</p>
                ) : (
                    <table className="table stack">
                        <thead>
                            <tr>
                                <th scope="col">{text.field}</th>
                                <th scope="col">{text.theirs}</th>
                                <th scope="col">{text.mine}</th>
                            </tr>
                        </thead>
                        <tbody>
                            {fields.map((field) => (
                                <tr key={field}>
                                    <th scope="row">{words.particulars[field]}</th>
                                    <td data-label={text.theirs}>
                                        <span className="old-new">
                                            <s>{say(base, field)}</s>
                                            <ArrowRight size={13} role="img" aria-label={words.card.to} />
                                            <b>{say(theirs, field)}</b>
                                        </span>
                                    </td>
                                    <td data-label={text.mine}>
                                        {mine[field] === base[field] ? (
                                            <span className="quiet">{text.untouched}</span>
                                        ) : (
                                            say(mine, field)
                                        )}
                                    </td>
                                </tr>
                            ))}
                        </tbody>
                    </table>
                )}
                <p className="quiet">{text.both}</p>
            </div>
        </div>
    );
}
