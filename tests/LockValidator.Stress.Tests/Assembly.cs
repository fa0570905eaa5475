using Xunit;

// Each test has threads of its own and measures the process: one at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
