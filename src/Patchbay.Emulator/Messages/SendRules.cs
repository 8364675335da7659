using System.Globalization;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Messages;

/// <summary>Limits on sending: throughput, pair rate, the customer window and the portfolio's daily reach.</summary>
internal static class SendRules
{
    private static readonly long Window = (long)TimeSpan.FromHours(24).TotalMilliseconds;
    private const int PairGap = 6_000;
    private const int PairBurst = 45;

    /// <summary>Refusals before anything is counted or stored.</summary>
    public static void CheckSender(PhoneNumber phone)
    {
        if (!phone.Registered)
            throw Refusals.Product(133010, "The phone number is not registered on the platform.");
        if (phone.SendBlock is { } code)
            throw Refusals.Product(code, "The phone number is restricted from sending.");
    }

    public static void CheckRates(World world, PhoneNumber phone, Chat chat, long now)
    {
        if (!world.Options.EnforceLimits)
            return;
        if (chat.PairBookedUntil - now > (PairBurst - 1) * PairGap)
            throw Refusals.Product(
                131056,
                "Too many messages were sent from this number to the same recipient in a short time; wait and "
                    + "try again."
            );
        if (world.Chats.CountThroughput(phone.Id, now) > MessagesPerSecond(phone))
            throw Refusals.Product(130429, "The message throughput of this phone number has been reached.");
        chat.PairBookedUntil = Math.Max(chat.PairBookedUntil, now) + PairGap;
    }

    public static bool IsWindowOpen(World world, Chat chat, long now) =>
        !world.Options.EnforceCustomerWindow || IsDemoCustomer(chat.Customer) || chat.LastInbound > now - Window;

    /// <summary>
    /// The fictitious 555-01xx numbers always have an open window, so that a first try needs no preparation.
    /// </summary>
    public static bool IsDemoCustomer(string digits) => digits.StartsWith("1555010", StringComparison.Ordinal);

    /// <summary>
    /// Returns the code that an accepted message will fail with, or null when the message will arrive.
    /// </summary>
    public static int? Failure(World world, PhoneNumber phone, Chat chat, in MessageDraft message, long now)
    {
        if (MagicCode(chat.Customer) is { } code)
            return code;
        if (Blocking.BlockingOperations.IsBlocked(world, phone.Id, chat.Customer))
            return 130403;
        if (message.FailsWith is { } planned)
            return planned;
        var open = IsWindowOpen(world, chat, now);
        if (message.Type != "template" && message.TemplateId is null)
            return open || message.GroupId is not null ? null : 131047;
        if (
            message.Category.StartsWith("marketing", StringComparison.Ordinal)
            && world.Find<Customer>(Customer.IdOf(chat.Customer))?.StoppedMarketing.Contains(phone.Id) == true
        )
            return 131050;
        return open || Reach(world, phone, chat.Customer, now) ? null : 131048;
    }

    /// <summary>
    /// Counts a customer reached outside a window against the portfolio's limit of the last 24 hours.
    /// </summary>
    private static bool Reach(World world, PhoneNumber phone, string customer, long now)
    {
        if (!world.Options.EnforceLimits)
            return true;
        var business = world.Get<Business>(world.Find<Waba>(phone.Waba)!.OwnerBusinessId);
        foreach (var old in business.ReachedCustomers.Where(r => r.Value <= now - Window).Select(r => r.Key).ToList())
            business.ReachedCustomers.Remove(old);
        if (
            !business.ReachedCustomers.ContainsKey(customer)
            && business.ReachedCustomers.Count >= Customers(business.MessagingLimit)
        )
            return false;
        business.ReachedCustomers[customer] = now;
        world.Save(business);
        return true;
    }

    private static int MessagesPerSecond(PhoneNumber phone) =>
        phone.IsOnBusinessApp ? 20
        : phone.ThroughputLevel == "HIGH" ? 1000
        : 80;

    private static int Customers(string limit) =>
        limit switch
        {
            "TIER_250" => 250,
            "TIER_2K" => 2_000,
            "TIER_10K" => 10_000,
            "TIER_100K" => 100_000,
            _ => int.MaxValue,
        };

    /// <summary>
    /// Returns the error code in a number of +1 555 0 and a code. Messages to such a number fail with that code.
    /// </summary>
    private static int? MagicCode(string customer) =>
        customer is { Length: 11 }
        && customer.StartsWith("155501", StringComparison.Ordinal)
        && int.TryParse(customer.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var code)
        && ProductErrors.Knows(code)
            ? code
            : null;
}
