package muster.kernel.contract;

/** All of the contract: extend it, give it a kernel, and run. */
public abstract class KernelContract
    implements FileContract,
        PathContract,
        ArgumentContract,
        PipeContract,
        SocketContract,
        EpollContract,
        TimeContract,
        LockContract,
        SpawnContract,
        ProcessContract,
        SignalContract,
        TransferContract,
        WatchContract,
        PatternContract,
        MachineContract {}
