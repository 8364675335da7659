using System.Text.Json.Serialization;
using Patchbay.Emulator.Accounts;
using Patchbay.Emulator.Businesses;
using Patchbay.Emulator.Identity;
using Patchbay.Emulator.Media;
using Patchbay.Emulator.Messages;
using Patchbay.Emulator.Phones;
using Patchbay.Emulator.Signup;
using Patchbay.Emulator.Templates;
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
[JsonDerivedType(typeof(Message), "message")]
[JsonDerivedType(typeof(Customer), "customer")]
[JsonDerivedType(typeof(MediaFile), "media")]
[JsonDerivedType(typeof(Template), "template")]
[JsonDerivedType(typeof(Delivery), "delivery")]
[JsonDerivedType(typeof(SignupNumber), "signup_number")]
internal abstract class Node
{
    public required string Id { get; init; }

    /// <summary>Milliseconds of the world's clock.</summary>
    public long CreatedAt { get; set; }

    /// <summary>When the world must look at this node again; survives a restart because it is part of the row.</summary>
    public long? DueAt { get; set; }

    /// <summary>The WABA whose grant decides who may touch this node; null where another rule decides.</summary>
    [JsonIgnore]
    public virtual string? WabaId => null;
}
