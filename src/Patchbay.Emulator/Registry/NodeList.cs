using Patchbay.Emulator.Activities;
using Patchbay.Emulator.AssignedUsers;
using Patchbay.Emulator.Blocking;
using Patchbay.Emulator.Calls;
using Patchbay.Emulator.CreditLines;
using Patchbay.Emulator.Direct;
using Patchbay.Emulator.Flows;
using Patchbay.Emulator.Groups;
using Patchbay.Emulator.History;
using Patchbay.Emulator.Media;
using Patchbay.Emulator.Migrations;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Payments;
using Patchbay.Emulator.Phones;
using Patchbay.Emulator.PhoneSettings;
using Patchbay.Emulator.PreVerified;
using Patchbay.Emulator.Profiles;
using Patchbay.Emulator.QrCodes;
using Patchbay.Emulator.Schedules;
using Patchbay.Emulator.Signup;
using Patchbay.Emulator.Solutions;
using Patchbay.Emulator.Usernames;

namespace Patchbay.Emulator.Registry;

/// <summary>Every type of node that a world can hold, with its name in the file and in a snapshot.</summary>
internal static class NodeList
{
    public static IReadOnlyList<(Type Type, string Name)> All { get; } =
    [
        (typeof(App), "app"),
        (typeof(User), "user"),
        (typeof(Token), "token"),
        (typeof(OAuthCode), "code"),
        (typeof(Business), "business"),
        (typeof(FacebookPage), "page"),
        (typeof(Dataset), "dataset"),
        (typeof(Catalog), "catalog"),
        (typeof(Waba), "waba"),
        (typeof(PhoneNumber), "phone"),
        (typeof(DeletedNumber), "deleted_number"),
        (typeof(Message), "message"),
        (typeof(Customer), "customer"),
        (typeof(MediaFile), "media"),
        (typeof(Template), "template"),
        (typeof(Delivery), "delivery"),
        (typeof(ScopedUser), "scoped_user"),
        (typeof(SignupNumber), "signup_number"),
        (typeof(Activity), "activity"),
        (typeof(Assignment), "assignment"),
        (typeof(BusinessProfile), "profile"),
        (typeof(Bot), "bot"),
        (typeof(Upload), "upload"),
        (typeof(PhoneConfiguration), "configuration"),
        (typeof(QrCode), "qr"),
        (typeof(Block), "block"),
        (typeof(VoiceCall), "call"),
        (typeof(CallPermission), "call_permission"),
        (typeof(Group), "group"),
        (typeof(HistoryEntry), "history"),
        (typeof(PreVerifiedNumber), "preverified"),
        (typeof(Solution), "solution"),
        (typeof(MigrationIntent), "migration_intent"),
        (typeof(MobilityIntent), "mobility_intent"),
        (typeof(Schedule), "schedule"),
        (typeof(Flow), "flow"),
        (typeof(CreditLine), "credit_line"),
        (typeof(CreditAllocation), "credit_allocation"),
        (typeof(UsernameRequest), "username_request"),
        (typeof(InstagramAccount), "instagram"),
        (typeof(DirectMessage), "direct_message"),
        (typeof(MessengerPerson), "messenger_person"),
        (typeof(InstagramPerson), "instagram_person"),
        (typeof(ReusableAttachment), "attachment"),
        (typeof(Comment), "comment"),
        (typeof(PixCharge), "pix_charge"),
        (typeof(Merchant), "merchant"),
        (typeof(ProviderToken), "provider_token"),
        (typeof(ProviderWebhook), "provider_webhook"),
        (typeof(InitiatedPayment), "initiated_payment"),
    ];
}
