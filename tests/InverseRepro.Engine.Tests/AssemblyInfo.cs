// libtorch's default generator and number of threads are those of the process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
