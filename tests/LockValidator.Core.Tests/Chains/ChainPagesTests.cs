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
    public void Pages_are_divided_by_the_bits_of_their_keys_until_these_are_too_much_alike()
    {
        var pages = new HashPages<string>("all");
        ulong key = 0;
        int divided = 0;
        for (; pages.CanDivide(key); divided++)
        {
            pages.Divide(key, static (page, bit) => ($"{page} 0", $"{page} 1"));
        }

        divided.Should().Be(20);
        pages.All.Should().HaveCount(21);
        pages[1UL << 32].Should().Be("all 1");
        pages[2UL << 32].Should().Be("all 0 1");
        pages[3UL << 32].Should().Be("all 1");
        pages.Replace(3UL << 32, "other");
        pages[1UL << 32].Should().Be("other");
        pages[0].Should().EndWith("0 0 0");
    }

    private static ChainRecord Record(int i) => new(CodePosition.FromText($"at {i}"), []);

    private static ChainName Name(int i) => new(ChainKey.Mix((ulong)i), HeldEntry.HeadOf(i + 1, default), Context: 0);
}
