using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Customers;

/// <summary>
/// Business-scoped user ids: each portfolio knows a customer by a different id. A customer with a new number has new
/// ids.
/// </summary>
internal static class ScopedUsers
{
    private static readonly long PhoneShown = (long)TimeSpan.FromDays(30).TotalMilliseconds;

    public static ScopedUser Of(World world, PhoneNumber phone, string digits)
    {
        var business = OwnerOf(world, phone);
        var id = IdOf(world, business.Id, digits, "");
        return world.Find<ScopedUser>(id)
            ?? world.Add(
                new ScopedUser
                {
                    Id = id,
                    BusinessId = business.Id,
                    Digits = digits,
                }
            );
    }

    /// <summary>Returns the phone number behind a user id of this number's portfolio.</summary>
    public static string Resolve(World world, PhoneNumber phone, string id) =>
        world.Find<ScopedUser>(id) is { } user && user.BusinessId == OwnerOf(world, phone).Id
            ? user.Digits
            : throw Refusals.Product(
                131009,
                $"recipient is not a user id of this business portfolio: {(id.Length > 40 ? id[..40] : id)}"
            );

    /// <summary>Returns the id that all portfolios of one parent share, or null without a parent.</summary>
    public static string? ParentIdOf(World world, PhoneNumber phone, string digits) =>
        OwnerOf(world, phone).ParentPortfolio is { } parent ? IdOf(world, parent, digits, "ENT.") : null;

    /// <summary>
    /// Returns whether webhooks contain the phone number. It is hidden when the customer has a username and the
    /// business did not use the number for 30 days.
    /// </summary>
    public static bool ShowsPhone(World world, PhoneNumber phone, string digits) =>
        world.Find<Customer>(Customer.IdOf(digits))?.Username is null
        || Of(world, phone, digits).PhoneSeenAt > world.Clock.Milliseconds - PhoneShown;

    /// <summary>Notes that the business used the phone number, which shows it for another 30 days.</summary>
    public static void NotePhoneUsed(World world, PhoneNumber phone, string digits)
    {
        if (world.Find<Customer>(Customer.IdOf(digits))?.Username is null)
            return;
        var user = Of(world, phone, digits);
        user.PhoneSeenAt = world.Clock.Milliseconds;
        world.Save(user);
    }

    /// <summary>Gives the customer a username. Portfolios with a recent chat keep seeing the number.</summary>
    public static void AdoptUsername(World world, Customer customer, string? username)
    {
        foreach (var chat in world.Chats.With(customer.Digits).Where(c => c.Messages.Count > 0))
        {
            if (world.Find<PhoneNumber>(chat.PhoneId) is not { } phone || customer.Username is not null)
                continue;
            var user = Of(world, phone, customer.Digits);
            user.PhoneSeenAt = Math.Max(user.PhoneSeenAt, chat.Messages[^1].CreatedAt);
            world.Save(user);
        }
        customer.Username = username;
        world.Save(customer);
    }

    private static Business OwnerOf(World world, PhoneNumber phone) =>
        world.Get<Business>(world.Find<Waba>(phone.Waba)!.OwnerBusinessId);

    /// <summary>
    /// Returns a hash of the world, the portfolio and the number, so that equal worlds have equal ids.
    /// </summary>
    private static string IdOf(World world, string scope, string digits, string infix)
    {
        var hash = SHA256.HashData(
            Encoding.UTF8.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"{world.Options.Seed}:{world.Name}:{scope}:{digits}")
            )
        );
        var number = BitConverter.ToUInt64(hash).ToString(CultureInfo.InvariantCulture).PadLeft(20, '1');
        return $"{PhoneFormat.Country(digits)}.{infix}{number}";
    }
}
