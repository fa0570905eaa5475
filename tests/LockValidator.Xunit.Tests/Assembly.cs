// Runs of one test assembly leave one file beside it.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
