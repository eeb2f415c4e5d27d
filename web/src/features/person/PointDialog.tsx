import { useState } from 'react';
import { api } from '../../api/client';
import type { AddedContactPoint } from '../../api/schema';
import { useSend } from '../../api/useSend';
import { useWords } from '../../i18n';
import { useFieldError } from '../../ui/fieldError';
import { Radios } from '../../ui/fields';
import { FormDialog } from '../../ui/FormDialog';
import { tell } from '../../ui/notice';
import { no_origin, OriginFields, originOf } from './OriginFields';
import { emptyPoint, newPoint } from './point';
import { PointFields } from './PointFields';

interface Props {
    person_id: string;
    onClose: () => void;
    onDone: () => void;
}

export default function PointDialog({ person_id, onClose, onDone }: Props) {
    const { points: text } = useWords();
    const [point, setPoint] = useState(() => emptyPoint('phone'));
    const [origin, setOrigin] = useState(no_origin);
    const sending = useSend(
        (body: AddedContactPoint, intent) =>
            api.post('/persons/{person_id}/contact-points', { path: { person_id }, body, intent }),
        () => {
            tell(text.added);
            onDone();
        },
    );
    const error = useFieldError(sending.refusal);
    return (
        <FormDialog
            title={text.add}
            wide
            submit={text.add}
            sending={sending}
            onSubmit={() => void sending.send({ contact_point: newPoint(point), origin: originOf(origin) })}
            onClose={onClose}
        >
            <div className="columns">
                <PointFields value={point} onChange={setPoint} error={error} />
            </div>
            <Radios
                label={text.owner}
                value={point.owner}
                onChange={(owner) => setPoint({ ...point, owner })}
                options={(['self', 'other'] as const).map((value) => ({ value, label: text.owners[value] }))}
                error={error('owner')}
            />
            <div className="columns">
                <OriginFields value={origin} onChange={setOrigin} error={error} />
            </div>
        </FormDialog>
    );
}
