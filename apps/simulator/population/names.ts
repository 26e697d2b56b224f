const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Given names in use among children and adults of an English county, from many backgrounds. */
export const GIRLS = words(`
  Abigail Aisha Alice Amelia Amina Anya Ava Beatrice Bethany Caitlin Charlotte Chloe Daisy Eleanor Elizabeth Ella
  Emily Esme Eva Evie Faith Fatima Florence Freya Georgia Grace Hannah Harriet Holly Imogen Iris Isabella Isla Ivy
  Jasmine Jessica Kayleigh Keira Lacey Layla Leah Lily Lola Lucy Maisie Maryam Matilda Maya Megan Mia Millie Molly
  Nadia Naomi Niamh Nicole Olivia Orla Paige Penelope Phoebe Poppy Priya Rebecca Rosie Ruby Samantha Sara Scarlett
  Shanice Sienna Skye Sofia Sophie Summer Tara Tia Victoria Violet Willow Yasmin Zainab Zara Zofia Zuzanna`);

export const BOYS = words(`
  Aaron Adam Aidan Alexander Alfie Amir Anthony Archie Arjun Arthur Ayaan Benjamin Blake Bradley Caleb Callum
  Charles Christopher Connor Daniel David Dylan Edward Elijah Elliot Ethan Ewan Finley Frederick Gabriel George
  Hamza Harrison Harry Harvey Hassan Hugo Ibrahim Isaac Jack Jackson Jacob Jakub Jamal James Jayden Joseph Joshua
  Jude Kai Kian Kieran Kofi Kyle Leo Lewis Liam Logan Louis Luca Luke Mason Matthew Max Michael Mohammed Nathan
  Nathaniel Noah Oliver Oscar Owen Reece Reuben Riley Robert Rohan Rory Ryan Samuel Sebastian Stanley Theodore
  Thomas Toby Tyler William Yusuf Zachary Zain`);

export const WOMEN = words(`
  Adaeze Agnieszka Alison Amanda Amy Andrea Angela Anita Anna Bernadette Carly Catherine Charlene Cheryl Claire
  Danielle Dawn Deborah Donna Elaine Emma Farah Fiona Gemma Gillian Hayley Heather Helen Jacqueline Jade Jennifer
  Joanne Jodie Julie Karen Katarzyna Kelly Kerry Kimberley Kirsty Laura Leanne Lindsay Lisa Louise Margaret Maria
  Melanie Michelle Nasreen Natalie Nicola Parveen Patricia Rachel Rebecca Rukhsana Ruth Samantha Sandra Sarah
  Shabana Sharon Sian Sinead Stacey Stephanie Sunita Susan Tamsin Tanya Teresa Tracey Vanessa Victoria Wendy Yetunde`);

export const MEN = words(`
  Adeel Adrian Alan Alexander Andrew Anthony Asif Barry Benjamin Brian Carl Christopher Colin Craig Damian Daniel
  Darren David Dean Declan Derek Edward Emeka Gareth Gary Gavin Gerard Graham Grant Ian Imran Jason Joseph Justin
  Keith Kevin Lee Leon Marcin Marcus Mark Martin Matthew Michael Naveed Neil Nicholas Nigel Patrick Paul Peter
  Philip Piotr Rajesh Richard Robert Ross Russell Samuel Sean Shane Simon Stephen Steven Stuart Tariq Terence
  Thomas Timothy Tomasz Trevor Wayne William Winston`);

export const SURNAMES = words(`
  Abbott Adeyemi Ahmed Akhtar Aldridge Allen Appleby Armitage Ashworth Atkins Bailey Bannister Barlow Beckett Begum
  Bellamy Bennett Birch Blackwood Boateng Bolton Bradshaw Brennan Briggs Burgess Butcher Butt Cartwright Chambers
  Choudhury Clayton Cole Collier Conroy Coombes Crawford Croft Curtis Dalton Daly Dawson Dempsey Dhillon Dixon
  Doherty Draper Dudek Duffy Dunne Eastwood Eccles Ellison Emerson Farrow Fielding Finch Fletcher Foster Gallagher
  Garner Gibbs Gill Goddard Gough Grabowski Grainger Greenwood Hadley Haines Hargreaves Hartley Haynes Heaton
  Hendry Hewitt Higgins Hobbs Holloway Hussain Iqbal Jankowski Jarvis Kaur Kavanagh Keane Kendall Khan Kirkby
  Kowalski Lambert Langley Lawson Leigh Lockwood Lomax Lowe Maguire Mahmood Malik Marlow Marsden Mbeki McAllister
  McBride Mensah Mistry Molloy Morley Mortimer Musa Nash Naylor Newbold Nolan Norris Nowak Okafor Okoye Osborne
  Owusu Padley Palmer Parkin Patel Pearce Pickering Platt Poole Prescott Quinn Rafferty Rahman Ramsden Redfern
  Rhodes Rowley Rudge Saleem Sandhu Savage Sharma Shelton Sheridan Siddiqui Slater Sparrow Stokes Sutcliffe Swift
  Tattersall Thornley Tranter Turnbull Underhill Varley Vickers Wade Walczak Wardle Warner Weston Whitaker Wickham
  Winstanley Wojcik Woodhouse Wragg Yates Yeboah Zielinski`);

/** Everyday short forms that one agency writes where another writes the full name. */
export const SHORT_FORMS: Readonly<Record<string, string>> = {
  Abigail: 'Abi',
  Alexander: 'Alex',
  Amanda: 'Mandy',
  Andrew: 'Andy',
  Anthony: 'Tony',
  Archie: 'Arch',
  Beatrice: 'Bea',
  Benjamin: 'Ben',
  Bethany: 'Beth',
  Catherine: 'Cathy',
  Charles: 'Charlie',
  Charlotte: 'Lottie',
  Christopher: 'Chris',
  Daniel: 'Dan',
  David: 'Dave',
  Deborah: 'Debbie',
  Edward: 'Ted',
  Eleanor: 'Ellie',
  Elizabeth: 'Lizzie',
  Florence: 'Flo',
  Frederick: 'Freddie',
  Harrison: 'Harry',
  Isabella: 'Bella',
  Jacob: 'Jake',
  Jacqueline: 'Jackie',
  Jennifer: 'Jenny',
  Jessica: 'Jess',
  Joanne: 'Jo',
  Joseph: 'Joe',
  Joshua: 'Josh',
  Kimberley: 'Kim',
  Margaret: 'Maggie',
  Matilda: 'Tilly',
  Matthew: 'Matt',
  Michael: 'Mike',
  Mohammed: 'Mo',
  Nathaniel: 'Nate',
  Nicholas: 'Nick',
  Nicola: 'Nicky',
  Oliver: 'Ollie',
  Olivia: 'Liv',
  Patricia: 'Pat',
  Patrick: 'Paddy',
  Penelope: 'Penny',
  Philip: 'Phil',
  Rebecca: 'Becky',
  Richard: 'Rick',
  Robert: 'Bob',
  Samantha: 'Sam',
  Samuel: 'Sam',
  Sebastian: 'Seb',
  Stephanie: 'Steph',
  Stephen: 'Steve',
  Steven: 'Steve',
  Susan: 'Sue',
  Terence: 'Terry',
  Theodore: 'Theo',
  Thomas: 'Tom',
  Timothy: 'Tim',
  Victoria: 'Vicky',
  William: 'Bill',
  Zachary: 'Zac',
};
