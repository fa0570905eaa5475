namespace LockValidator.PackageSmoke.Tests;

/// <summary>All tests of packages share one feed: packing takes time.</summary>
[CollectionDefinition(nameof(PackedFeed))]
public sealed class SharedFeed : ICollectionFixture<PackedFeed>;
