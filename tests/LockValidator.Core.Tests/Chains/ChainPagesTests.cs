using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Chains;

/// <summary>Tables of chains grow page by page, and forget nothing while they do.</summary>
public sealed class ChainPagesTests
{
    private const int Many = 100_000;

    [Fact]
    public void Every_chain_is_found_in_a_table_of_many_pages_and_no_other_one_is()
    {
        var chains = new ChainCache();
        for (int i = 0; i < Many; i++)
        {
            ChainName name = Name(i);
            chains.Set(in name, i % 3 == 0 ? Record(i) : ChainRecord.Clean);
        }

        chains.Count.Should().Be(Many);
        for (int i = 0; i < Many; i++)
        {
            ChainName name = Name(i);
            chains.TryGet(in name, chains.Generation, out ulong key, out ChainRecord record).Should().BeTrue();
            chains.TryGet(key, out ChainRecord same).Should().BeTrue();
            same.Should().BeSameAs(record);
            (record.Position?.Frames[0]).Should().Be(i % 3 == 0 ? $"at {i}" : null);
            chains.IsClean(name.Below, name.Head, name.Key, chains.Generation).Should().BeTrue();

            ChainName other = Name(Many + i);
            chains.TryGet(in other, chains.Generation, out _, out _).Should().BeFalse();
            chains.IsClean(other.Below, other.Head, other.Key, chains.Generation).Should().BeFalse();
        }
    }

    [Fact]
    public void A_clean_chain_that_was_taken_out_does_not_come_back_when_its_page_is_divided()
    {
        var clean = new CleanChains(64, generation: 0);
        for (int i = 0; i < Many; i++)
        {
            ChainName name = Name(i);
            clean.Add(name.Below, name.Head, name.Key);
            if (i % 5 == 0)
            {
                clean.Remove(name.Below, name.Head, name.Key);
            }
        }

        for (int i = 0; i < Many; i++)
        {
            ChainName name = Name(i);
            clean.Has(name.Below, name.Head, name.Key, flowGeneration: 0).Should().Be(i % 5 != 0);
        }
    }

    [Fact]
    public void Keys_that_are_alike_in_all_bits_that_tell_pages_apart_are_found_all_the_same()
    {
        // Pages are told apart by the higher half of a key, whose bits are those of the head here, and these are all the same.
        var clean = new CleanChains(64, generation: 0);
        ulong lockKey = ChainKey.OfLock(ChainKey.OfClass(7), 0);
        ulong head = HeldEntry.HeadOf(7, default);
        for (uint i = 0; i < Many; i++)
        {
            ulong below = BelowFor(i ^ (lockKey & uint.MaxValue), lockKey);
            clean.Add(below, head, new ChainName(below, head, Context: 0).Key);
        }

        for (uint i = 0; i < 2 * Many; i++)
        {
            ulong below = BelowFor(i ^ (lockKey & uint.MaxValue), lockKey);
            var name = new ChainName(below, head, Context: 0);
            (name.Key >> 32).Should().Be(0);
            clean.Has(below, head, name.Key, flowGeneration: 0).Should().Be(i < Many);
        }
    }

    // The key of a chain below which makes one with such a lower half, and 0 in the higher one.
    private static ulong BelowFor(ulong low, ulong lockKey) => System.Numerics.BitOperations.RotateRight((low & uint.MaxValue) ^ (lockKey & ~(ulong)uint.MaxValue), ChainKey.Rotation);

    private static ChainRecord Record(int i) => new(CodePosition.FromText($"at {i}"), []);

    private static ChainName Name(int i) => new(ChainKey.Mix((ulong)i), HeldEntry.HeadOf(i + 1, default), Context: 0);
}
