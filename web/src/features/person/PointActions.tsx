// What one may say about a contact point that is on file. Each act is sent with the version of the row one sees.
import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { api } from '../../api/client';
import type { ContactPoint } from '../../api/parts';
import type { ContactPointState } from '../../api/schema';
import { useSend } from '../../api/useSend';
import { useWords } from '../../i18n';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { tell } from '../../ui/notice';
import { RefusalNote } from '../../ui/states';

interface Props {
    person_id: string;
    point: ContactPoint;
    onChanged: () => void;
}

/** The state as it stands, for an act that changes a part of it. */
function stateOf(point: ContactPoint): ContactPointState {
    return {
        status: point.status === 'invalid' ? 'invalid' : 'valid',
        owner: point.owner === 'other' ? 'other' : 'self',
        capacity: point.capacity,
    };
}

export function PointActions({ person_id, point, onChanged }: Props) {
    const { points: text } = useWords();
    const [removing, setRemoving] = useState(false);
    const { contact_point_id, version } = point;
    const path = { person_id, contact_point_id };
    const state = stateOf(point);
    const changing = useSend(
        ({ seen, ...body }: ContactPointState & { seen: number }, intent) =>
            api.put('/persons/{person_id}/contact-points/{contact_point_id}', {
                path,
                body,
                version: seen,
                intent,
            }),
        () => {
            tell(text.changed);
            onChanged();
        },
    );
    const offers: [string, Partial<ContactPointState>][] = [
        state.status === 'valid'
            ? [text.setInvalid, { status: 'invalid' }]
            : [text.setValid, { status: 'valid' }],
        state.owner === 'self' ? [text.setOther, { owner: 'other' }] : [text.setSelf, { owner: 'self' }],
    ];
    if (state.capacity !== 'business') offers.push([text.setBusiness, { capacity: 'business' }]);
    if (state.capacity !== 'personal') offers.push([text.setPersonal, { capacity: 'personal' }]);
    const reload = () => {
        changing.forget();
        onChanged();
    };
    return (
        <>
            <MenuTrigger>
                <AriaButton className="icon-button small" aria-label={text.actions(point.value)}>
                    <Ellipsis size={18} aria-hidden="true" />
                </AriaButton>
                <Popover className="popover" placement="bottom end" offset={4}>
                    <Menu className="menu" aria-label={text.actions(point.value)}>
                        {offers.map(([name, change]) => (
                            <MenuItem
                                key={name}
                                className="menu-item"
                                onAction={() => void changing.send({ ...state, ...change, seen: version })}
                            >
                                {name}
                            </MenuItem>
                        ))}
                        <MenuItem className="menu-item" onAction={() => setRemoving(true)}>
                            {text.remove}
                        </MenuItem>
                    </Menu>
                </Popover>
            </MenuTrigger>
            {changing.refusal && <RefusalNote refusal={changing.refusal} onReload={reload} />}
            {removing && (
                <RemovePoint
                    person_id={person_id}
                    point={point}
                    onClose={() => setRemoving(false)}
                    onChanged={onChanged}
                />
            )}
        </>
    );
}

function RemovePoint({ person_id, point, onClose, onChanged }: Props & { onClose: () => void }) {
    const { points: text } = useWords();
    const { contact_point_id } = point;
    const sending = useSend(
        (version: number, intent) =>
            api.delete('/persons/{person_id}/contact-points/{contact_point_id}', {
                path: { person_id, contact_point_id },
                version,
                intent,
            }),
        () => {
            tell(text.removed);
            onClose();
            onChanged();
        },
    );
    return (
        <ConfirmDialog
            title={text.removeTitle}
            submit={text.removeSubmit}
            sending={sending}
            onConfirm={() => void sending.send(point.version)}
            onClose={onClose}
            onReload={sending.refusal?.status === 412 ? onChanged : undefined}
        >
            {text.removeText(point.value)}
        </ConfirmDialog>
    );
}
