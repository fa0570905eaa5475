using Xunit;

namespace LockValidator.Core.Tests.Verdicts;

/// <summary>Tests that measure the heap.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
#pragma warning disable CA1711 // It is what xunit calls it.
public sealed class AloneCollection;
#pragma warning restore CA1711
