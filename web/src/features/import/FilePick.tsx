// A file dropped or chosen. It goes to the server as it is; nothing is read or kept in the browser.
import { FileUp } from 'lucide-react';
import { Button, DropZone, FileTrigger, Text } from 'react-aria-components';
import { useWords } from '../../i18n';

const types = ['.csv', '.txt', '.tsv', '.xlsx'];

export function FilePick({ onFile }: { onFile: (file: File) => void }) {
    const { imports } = useWords();
    return (
        <DropZone
            className="drop"
            getDropOperation={() => 'copy'}
            onDrop={(event) => {
                for (const item of event.items) {
                    if (item.kind === 'file') {
                        void item.getFile().then(onFile);
                        return;
                    }
                }
            }}
        >
            <FileUp size={26} aria-hidden="true" />
            <Text slot="label" className="drop-label">
                {imports.drop}
            </Text>
            <span className="quiet">{imports.or}</span>
            <FileTrigger
                acceptedFileTypes={types}
                onSelect={(files) => {
                    const file = files?.[0];
                    if (file) onFile(file);
                }}
            >
                <Button className="button primary">{imports.pick}</Button>
            </FileTrigger>
            <span className="hint">{imports.formats}</span>
        </DropZone>
    );
}
