// Three shards of one suite, each clean alone. ci.sh runs them as a build server does, and puts together what they saw.
using LockValidator;
using Xunit;

[assembly: ValidateLocks]

// What is only to be reported must not happen, should they all be run at once.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Shards;

public sealed class CheckoutTests
{
    [Fact]
    public void A_cart_is_checked_out() => Shop.CheckOut();
}

public sealed class ReturnsTests
{
    [Fact]
    public void Goods_are_taken_back() => Shop.TakeBack();
}

public sealed class PricingTests
{
    [Fact]
    public void Prices_are_changed() => Shop.ChangePrices();
}
