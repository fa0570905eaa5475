using LockValidator;

namespace Shards;

/// <summary>A shop whose parts take its locks in orders that contradict each other; no test sees more than one of them.</summary>
public static class Shop
{
    private static readonly ValidatedLock s_cart = new("cart");
    private static readonly ValidatedLock s_stock = new("stock");
    private static readonly ValidatedLock s_prices = new("prices");

    public static void CheckOut()
    {
        using var cart = s_cart.EnterScope();
        using (s_stock.EnterScope())
        {
        }

        using (s_prices.EnterScope())
        {
        }
    }

    public static void TakeBack()
    {
        using var stock = s_stock.EnterScope();
        using var cart = s_cart.EnterScope();
    }

    public static void ChangePrices()
    {
        using var prices = s_prices.EnterScope();
        using var cart = s_cart.EnterScope();
    }
}
