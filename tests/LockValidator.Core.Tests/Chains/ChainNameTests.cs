using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Chains;

/// <summary>No two chains have one key: that is what makes a hit on the hot path a proof.</summary>
public sealed class ChainNameTests
{
    private static readonly ChainName s_first = new(Below: 17, Head: HeldEntry.HeadOf(3, default), Context: 0);

    // The context is chosen so that the key that is worked out is the same.
    private static readonly ChainName s_second = Colliding(new ChainName(Below: 18, Head: HeldEntry.HeadOf(4, default), Context: 0));

    [Fact]
    public void Two_chains_whose_keys_collide_get_two_keys()
    {
        s_second.Key.Should().Be(s_first.Key, "they collide");
        var chains = new ChainCache();

        ulong first = chains.KeyOf(in s_first);
        ulong second = chains.KeyOf(in s_second);

        first.Should().Be(s_first.Key).And.NotBe(second);
        chains.KeyOf(in s_first).Should().Be(first);
        chains.KeyOf(in s_second).Should().Be(second);
    }

    [Fact]
    public void What_is_known_of_a_chain_is_not_said_of_one_that_collides_with_it()
    {
        var chains = new ChainCache();
        chains.Set(in s_first, ChainRecord.Clean);

        chains.TryGet(in s_first, chains.Generation, out _, out _).Should().BeTrue();
        chains.TryGet(in s_second, chains.Generation, out _, out _).Should().BeFalse();
        chains.Count.Should().Be(1);
    }

    [Fact]
    public void A_chain_that_is_named_only_is_not_known()
    {
        var chains = new ChainCache();
        chains.KeyOf(in s_first);

        chains.TryGet(in s_first, chains.Generation, out ulong key, out _).Should().BeFalse();
        key.Should().Be(s_first.Key);
        chains.Count.Should().Be(0);
    }

    [Fact]
    public void Names_of_an_earlier_generation_are_not_looked_up()
    {
        var chains = new ChainCache();
        int before = chains.Generation;
        chains.Clear();
        chains.Set(in s_first, ChainRecord.Clean);

        chains.TryGet(in s_first, before, out _, out _).Should().BeFalse();
        chains.TryGet(in s_first, chains.Generation, out _, out _).Should().BeTrue();
    }

    [Fact]
    public void Many_chains_keep_their_keys_and_records_while_the_table_grows()
    {
        var chains = new ChainCache();
        ChainName[] names = Enumerable.Range(1, 5_000).Select(static i => new ChainName((ulong)i, HeldEntry.HeadOf(i, default), Context: 0)).ToArray();
        ulong[] keys = Array.ConvertAll(names, name => chains.KeyOf(in name));
        foreach (ChainName name in names.Where(static (_, i) => i % 2 == 0))
        {
            chains.Set(in name, ChainRecord.Clean);
        }

        for (int i = 0; i < names.Length; i++)
        {
            chains.TryGet(in names[i], chains.Generation, out ulong key, out _).Should().Be(i % 2 == 0);
            key.Should().Be(keys[i]);
        }

        keys.Should().OnlyHaveUniqueItems();
        chains.Count.Should().Be(names.Length / 2);
    }

    private static ChainName Colliding(ChainName name) => name with { Context = s_first.Key ^ name.Key };
}
