-- Who can be called. `person`: devices of one person, who answers for all of
-- them. `uri`: where a phone is when it has not registered.
return {
  phones = {
    {id = "ann-desk", person = "ann", kind = "phone",
     uri = "sip:ann-desk@127.0.0.1:5071"},
    {id = "ann-mobile", person = "ann", kind = "phone",
     uri = "sip:ann-mobile@127.0.0.1:5072"},
    {id = "bob", person = "bob", kind = "phone",
     uri = "sip:bob@127.0.0.1:5073"},
  },

  -- Whom a name rings, in which order, and how patiently.
  teams = {
    ann = {members = {"ann-desk", "ann-mobile"}, strategy = "skip_busy",
           policy = {profile = "devices"}},
    support = {members = {"ann-desk", "ann-mobile", "bob"},
               strategy = "skip_busy", policy = {profile = "hunt_group"}},
  },

  -- Every other number goes out by one of these.
  gateways = {
    {id = "gw-1", kind = "trunk", capacity = 30, uri = "sip:127.0.0.1:5081"},
    {id = "gw-2", kind = "trunk", capacity = 30, uri = "sip:127.0.0.1:5082"},
  },
  carrier = {strategy = "skip_busy", policy = {profile = "carrier_failover"}},
}
