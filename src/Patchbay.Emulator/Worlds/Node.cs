using System.Text.Json.Serialization;
using Patchbay.Emulator.Accounts;
using Patchbay.Emulator.Activities;
using Patchbay.Emulator.AssignedUsers;
using Patchbay.Emulator.Blocking;
using Patchbay.Emulator.Businesses;
using Patchbay.Emulator.Calls;
using Patchbay.Emulator.CreditLines;
using Patchbay.Emulator.Direct;
using Patchbay.Emulator.Flows;
using Patchbay.Emulator.Groups;
using Patchbay.Emulator.History;
using Patchbay.Emulator.Identity;
using Patchbay.Emulator.Media;
using Patchbay.Emulator.Messages;
using Patchbay.Emulator.Migrations;
using Patchbay.Emulator.Payments;
using Patchbay.Emulator.Phones;
using Patchbay.Emulator.PhoneSettings;
using Patchbay.Emulator.PreVerified;
using Patchbay.Emulator.Profiles;
using Patchbay.Emulator.QrCodes;
using Patchbay.Emulator.Schedules;
using Patchbay.Emulator.Signup;
using Patchbay.Emulator.Solutions;
using Patchbay.Emulator.Templates;
using Patchbay.Emulator.Usernames;
using Patchbay.Emulator.Webhooks;

namespace Patchbay.Emulator.Worlds;

/// <summary>A thing with an id. Everything a world knows is a node, and a node is a row when the world has a file.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$type")]
[JsonDerivedType(typeof(App), "app")]
[JsonDerivedType(typeof(User), "user")]
[JsonDerivedType(typeof(Token), "token")]
[JsonDerivedType(typeof(OAuthCode), "code")]
[JsonDerivedType(typeof(Business), "business")]
[JsonDerivedType(typeof(FacebookPage), "page")]
[JsonDerivedType(typeof(Dataset), "dataset")]
[JsonDerivedType(typeof(Catalog), "catalog")]
[JsonDerivedType(typeof(Waba), "waba")]
[JsonDerivedType(typeof(PhoneNumber), "phone")]
[JsonDerivedType(typeof(DeletedNumber), "deleted_number")]
[JsonDerivedType(typeof(Message), "message")]
[JsonDerivedType(typeof(Customer), "customer")]
[JsonDerivedType(typeof(MediaFile), "media")]
[JsonDerivedType(typeof(Template), "template")]
[JsonDerivedType(typeof(Delivery), "delivery")]
[JsonDerivedType(typeof(ScopedUser), "scoped_user")]
[JsonDerivedType(typeof(SignupNumber), "signup_number")]
[JsonDerivedType(typeof(Activity), "activity")]
[JsonDerivedType(typeof(Assignment), "assignment")]
[JsonDerivedType(typeof(BusinessProfile), "profile")]
[JsonDerivedType(typeof(Bot), "bot")]
[JsonDerivedType(typeof(Upload), "upload")]
[JsonDerivedType(typeof(PhoneConfiguration), "configuration")]
[JsonDerivedType(typeof(QrCode), "qr")]
[JsonDerivedType(typeof(Block), "block")]
[JsonDerivedType(typeof(VoiceCall), "call")]
[JsonDerivedType(typeof(CallPermission), "call_permission")]
[JsonDerivedType(typeof(Group), "group")]
[JsonDerivedType(typeof(HistoryEntry), "history")]
[JsonDerivedType(typeof(PreVerifiedNumber), "preverified")]
[JsonDerivedType(typeof(Solution), "solution")]
[JsonDerivedType(typeof(MigrationIntent), "migration_intent")]
[JsonDerivedType(typeof(MobilityIntent), "mobility_intent")]
[JsonDerivedType(typeof(Schedule), "schedule")]
[JsonDerivedType(typeof(Flow), "flow")]
[JsonDerivedType(typeof(CreditLine), "credit_line")]
[JsonDerivedType(typeof(CreditAllocation), "credit_allocation")]
[JsonDerivedType(typeof(UsernameRequest), "username_request")]
[JsonDerivedType(typeof(InstagramAccount), "instagram")]
[JsonDerivedType(typeof(DirectMessage), "direct_message")]
[JsonDerivedType(typeof(MessengerPerson), "messenger_person")]
[JsonDerivedType(typeof(InstagramPerson), "instagram_person")]
[JsonDerivedType(typeof(ReusableAttachment), "attachment")]
[JsonDerivedType(typeof(Comment), "comment")]
[JsonDerivedType(typeof(PixCharge), "pix_charge")]
[JsonDerivedType(typeof(Merchant), "merchant")]
[JsonDerivedType(typeof(ProviderToken), "provider_token")]
[JsonDerivedType(typeof(ProviderWebhook), "provider_webhook")]
[JsonDerivedType(typeof(InitiatedPayment), "initiated_payment")]
internal abstract class Node
{
    public required string Id { get; init; }

    /// <summary>Milliseconds of the world's clock.</summary>
    public long CreatedAt { get; set; }

    /// <summary>When the world must look at this node again; survives a restart because it is part of the row.</summary>
    public long? DueAt
    {
        get => _dueAt == 0 ? null : _dueAt;
        set => _dueAt = value ?? 0;
    }

    // There is a node for every message: eight bytes instead of sixteen.
    private long _dueAt;

    /// <summary>The WABA whose grant decides who may touch this node; null where another rule decides.</summary>
    [JsonIgnore]
    public virtual string? WabaId => null;

    /// <summary>The portfolio whose members may touch this node.</summary>
    [JsonIgnore]
    public virtual string? OwningBusinessId => null;

    /// <summary>The id that reads show.</summary>
    [JsonIgnore]
    public virtual string ShownId => Id;

    /// <summary>Whether calls of this app may touch this node at all.</summary>
    public virtual bool AdmitsApp(string appId) => true;
}
