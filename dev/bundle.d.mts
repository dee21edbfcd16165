export declare function bundle(folder: string): Promise<void>;
export declare function bundlePms(folder: string): Promise<unknown>;
